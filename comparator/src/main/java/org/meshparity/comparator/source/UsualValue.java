package org.meshparity.comparator.source;

import java.util.Arrays;

/**
 * Reads the value of a sample as nearly all are written, in the buffer itself: digits, or another
 * short decimal. What is written otherwise is left to the grammar, which alone refuses. A decimal
 * is often that of the element before, as of how many series each group has, and is then the same.
 */
final class UsualValue {

  /** How much behind the beginning of a value may be looked at. */
  static final int ROOM = 32;

  private static final int LONGEST = 30;

  private final byte[] before = new byte[LONGEST];
  private int lengthBefore;
  private double valueBefore = Double.NaN; // of no text at all
  private double value;

  /** What was read last. */
  double value() {
    return value;
  }

  /** Where the quote behind the value is; 0 if it is not written as usual. */
  int read(byte[] text, int from) {
    int behind = Digits.behind(text, from);
    if (text[behind] == '"' && behind > from && behind < from + Digits.MOST) {
      value = Digits.parse(text, from, behind);
      return behind;
    }
    behind = Bytes.quoteOrBackslash(text, from, from + LONGEST);
    value = decimal(text, from, behind);
    return Double.isNaN(value) || text[behind] != '"' ? 0 : behind;
  }

  private double decimal(byte[] text, int from, int behind) {
    if (!Arrays.equals(text, from, behind, before, 0, lengthBefore)) {
      valueBefore = DecimalText.parseOrNaN(text, from, behind);
      lengthBefore = behind - from;
      System.arraycopy(text, from, before, 0, lengthBefore);
    }
    return valueBefore;
  }
}
