package org.meshparity.comparator.cli;

import picocli.CommandLine.Option;

/** Whether only the set-up is looked at. */
final class PreflightOptions {

  @Option(
      names = "--preflight",
      description =
          "Compares nothing: says whether all that the pack maps is there on both sides, and what is"
              + " wrong if not. Exit code 0 if nothing blocks, 3 if a mapped series or a selector"
              + " matches nothing or something else blocks, 4 if a source cannot be read.")
  private boolean only;

  /**
   * Whether that was asked for.
   *
   * @param waits whether a comparison was told to look again
   * @param shared whether it was told to read a part only
   * @throws IllegalArgumentException if that, too, was asked for: a preflight looks once, at all
   */
  boolean only(boolean waits, boolean shared) {
    if (only && (waits || shared)) {
      throw new IllegalArgumentException(
          "--preflight and "
              + (waits ? "--wait" : "--shard")
              + " exclude each other: a preflight looks once, at all there is");
    }
    return only;
  }
}
