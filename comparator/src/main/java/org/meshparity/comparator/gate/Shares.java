package org.meshparity.comparator.gate;

import java.math.BigDecimal;

/** Shares as people write them: {@code 1%} or {@code 0.01}. */
public final class Shares {

  private static final int MOST_DIGITS = 20;

  private Shares() {}

  /**
   * Reads a share from 0 to 1.
   *
   * @param what it is, for the message
   * @throws IllegalArgumentException if the text is anything else
   */
  public static BigDecimal parse(String what, String text) {
    if (text.length() <= MOST_DIGITS) {
      try {
        BigDecimal share =
            text.endsWith("%")
                ? new BigDecimal(text.substring(0, text.length() - 1).strip()).movePointLeft(2)
                : new BigDecimal(text.strip());
        if (share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0 && share.scale() < 100) {
          return share;
        }
      } catch (NumberFormatException wrong) {
        // said below
      }
    }
    throw new IllegalArgumentException(what + " must be 0% to 100%, was \"" + text + '"');
  }
}
