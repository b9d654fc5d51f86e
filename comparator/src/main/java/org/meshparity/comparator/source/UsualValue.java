package org.meshparity.comparator.source;

/**
 * Reads the value of a sample as nearly all are written, in the buffer itself: digits, or another
 * short decimal. What is written otherwise is left to the grammar, which alone refuses.
 */
final class UsualValue {

  /** How much behind the beginning of a value may be looked at. */
  static final int ROOM = 32;

  private static final int LONGEST = 30;

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
    value = DecimalText.parseOrNaN(text, from, behind);
    return Double.isNaN(value) || text[behind] != '"' ? 0 : behind;
  }
}
