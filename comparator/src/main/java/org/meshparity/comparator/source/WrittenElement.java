package org.meshparity.comparator.source;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the parts of an element stand in the buffer: from its brace to its labels, to their end, to
 * its value, to its end. Known only if the buffer did not move meanwhile and nothing in it was
 * written in a roundabout way.
 */
final class WrittenElement {

  private static final byte[] START = "{\"metric\":{".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\"]}".getBytes(StandardCharsets.US_ASCII);

  private JsonBytes json = new JsonBytes(InputStream.nullInputStream());
  private long reads;
  private int start;
  private int labels;
  private int leFrom;
  private int leTo;
  private int labelsEnd;
  private int value;
  private int valueEnd;

  /** An element begins, whose brace was read. */
  void begin(JsonBytes from) {
    json = from;
    reads = from.reads();
    start = from.at - 1;
    labels = -1;
    leFrom = -1;
    labelsEnd = -1;
    value = -1;
  }

  /** Its labels begin, whose brace was read. */
  void labelsBegin() {
    labels = json.at;
  }

  /** The value of le was read. */
  void le() {
    leFrom = plain() ? json.from : -2;
    leTo = json.to;
  }

  /** The labels' last brace was read. */
  void labelsEnd() {
    labelsEnd = json.at - 1;
  }

  /** The sample was read. */
  void value() {
    value = plain() ? json.from : -1;
    valueEnd = json.to;
  }

  private boolean plain() {
    return json.text == json.buffer;
  }

  /** Whether all of it, its last brace included, is as usual. */
  boolean isUsual() {
    return reads == json.reads()
        && labels == start + START.length
        && leFrom != -2
        && labelsEnd >= labels
        && value > labelsEnd
        && valueEnd + END.length == json.at
        && stands(START, start)
        && stands(END, valueEnd);
  }

  private boolean stands(byte[] text, int at) {
    return Arrays.equals(text, 0, text.length, json.buffer, at, at + text.length);
  }

  int length() {
    return json.at - start;
  }

  /** Notes how its labels are written. */
  void note(WrittenSets written, int set, int le) {
    boolean with = le != 0 && leFrom >= 0;
    if (le == 0 || with) {
      int from = with ? leFrom : labelsEnd;
      int to = with ? leTo : labelsEnd;
      written.note(set, le, json.buffer, labels, from, to, labelsEnd);
    }
  }

  /** Whether this is what stands between labels and value. */
  boolean hasMiddle(byte[] text) {
    return Arrays.equals(text, 0, text.length, json.buffer, labelsEnd, value);
  }

  byte[] middle() {
    return Arrays.copyOfRange(json.buffer, labelsEnd, value);
  }
}
