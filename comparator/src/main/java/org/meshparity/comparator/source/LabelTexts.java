package org.meshparity.comparator.source;

import java.util.Arrays;

/**
 * The strings of names and values of labels. Series that follow each other have the same names in
 * the same places and mostly the same values, so the text at the same place of the series before is
 * compared first; only another one is hashed and looked up.
 */
final class LabelTexts {

  private final BytesPool pool = new BytesPool();
  private Text[] last = {new Text()};

  /** A text that was read, with its hash; valid until the next one at its place is read. */
  static final class Text {
    private byte[] bytes = new byte[64];
    private int length = -1;
    private String string = "";
    private long hash;

    String string() {
      return string;
    }

    long hash() {
      return hash;
    }
  }

  /**
   * The text of some bytes.
   *
   * @param place of the text in its series, from 0
   */
  Text read(int place, byte[] from, int start, int end) {
    if (place >= last.length) {
      grow();
    }
    Text text = last[place];
    int length = end - start;
    if (length == text.length && Arrays.equals(text.bytes, 0, length, from, start, end)) {
      return text;
    }
    text.hash = Bytes.hash(from, start, end);
    text.string = pool.intern(from, start, end, text.hash);
    text.length = length;
    if (text.bytes.length < length) {
      text.bytes = new byte[2 * length];
    }
    System.arraycopy(from, start, text.bytes, 0, length);
    return text;
  }

  private void grow() {
    int known = last.length;
    last = Arrays.copyOf(last, 2 * known);
    for (int i = known; i < last.length; i++) {
      last[i] = new Text();
    }
  }
}
