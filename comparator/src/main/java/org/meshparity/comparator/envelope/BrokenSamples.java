package org.meshparity.comparator.envelope;

/**
 * The samples of a group contradict themselves or are no counts at all. The group cannot be
 * decided; the message says why, as the rest of a sentence that begins with the side.
 */
public final class BrokenSamples extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  public BrokenSamples(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why, as the rest of a sentence that begins with the side. */
  public String reason() {
    return reason;
  }

  /** Why a group that shows under two names of its metric is broken. */
  static String twoNames(String one, String other) {
    return "it shows under both "
        + one
        + " and "
        + other
        + ", and nothing tells whether one is a copy of the other";
  }
}
