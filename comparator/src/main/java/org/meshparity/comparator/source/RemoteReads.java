package org.meshparity.comparator.source;

/** When raw samples are read by remote read, from a server that offers it. */
public enum RemoteReads {
  /** Where there are many series. */
  AUTO,
  /** However few there are. */
  ALWAYS,
  /** Nowhere; it is not even asked for. */
  NEVER;

  /** Fewer series are as quickly added up by a server, without anything to be tried first. */
  private static final long MANY = 1_000;

  /**
   * By its word.
   *
   * @param what the option or setting that has it
   * @throws IllegalArgumentException if there is none such
   */
  public static RemoteReads of(String what, String word) {
    return switch (word) {
      case "auto" -> AUTO;
      case "always" -> ALWAYS;
      case "never" -> NEVER;
      default ->
          throw new IllegalArgumentException(
              what + " must be auto, always or never, was \"" + word + '"');
    };
  }

  /** Whether so many series are worth a trial. */
  boolean tries(long series) {
    return this == ALWAYS || (this == AUTO && series >= MANY);
  }
}
