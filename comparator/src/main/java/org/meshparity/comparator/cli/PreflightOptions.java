package org.meshparity.comparator.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether only the set-up is looked at. */
final class PreflightOptions {

  @Option(
      names = "--preflight",
      description = {
        "Compares nothing: says whether all that the pack maps is there on both sides, and what is",
        "wrong if not. Exit code 0 if nothing blocks, 3 if a mapped series or a selector matches",
        "nothing or something else blocks, 4 if a source cannot be read."
      })
  private boolean only;

  /**
   * Whether that was asked for.
   *
   * @param wait what makes a comparison look again
   * @throws IllegalArgumentException if both were asked for: a preflight looks once
   */
  boolean only(@Nullable String wait) {
    if (only && wait != null) {
      throw new IllegalArgumentException(
          "--preflight and --wait exclude each other: a preflight looks once");
    }
    return only;
  }
}
