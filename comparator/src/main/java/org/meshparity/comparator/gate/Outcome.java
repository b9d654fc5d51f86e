package org.meshparity.comparator.gate;

/** What a run came to. A proof outlives missing data, and empty data is never parity. */
public enum Outcome {
  PARITY,
  GAPS,
  UNDECIDED,
  NO_DATA,
  UNAVAILABLE;

  /** What the process returns, so that a pipeline can tell a gap from a doubt. */
  public int exitCode() {
    return switch (this) {
      case PARITY -> 0;
      case GAPS -> 1;
      case UNDECIDED, NO_DATA -> 3;
      case UNAVAILABLE -> 4;
    };
  }
}
