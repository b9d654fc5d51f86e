package org.meshparity.comparator.run;

import java.util.Locale;

/** What the two sides have in common (SEMANTICS 1, 2 and 6): it decides what can be proved. */
public enum Mode {
  /** Both observe the same requests: differences are facts, and bounds prove them. */
  PAIRED,
  /** Both observe requests of their own: only their distributions can be compared. */
  UNPAIRED,
  /** Both observed the same requests, and the load has stopped: counts at the end are exact. */
  DRAINED;

  /**
   * Reads the contract's word, in any case.
   *
   * @param what names it, for the message
   * @throws IllegalArgumentException if there is no such mode
   */
  public static Mode parse(String what, String word) {
    for (Mode known : values()) {
      if (known.word().equalsIgnoreCase(word)) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        what + " must be paired, unpaired or drained, was \"" + word + '"');
  }

  /** The contract's word, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
