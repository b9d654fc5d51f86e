package org.meshparity.comparator.source;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the parts of an element stand in the buffer: from its brace to its labels, to their end, to
 * its values, to its end. Known only if the buffer did not move meanwhile and nothing in it was
 * written in a roundabout way.
 */
final class WrittenElement {

  private static final byte[] START = "{\"metric\":{".getBytes(StandardCharsets.US_ASCII);

  private JsonBytes json = new JsonBytes(InputStream.nullInputStream());
  private long reads;
  private int start;
  private int labels;
  private int leFrom;
  private int leTo;
  private int labelsEnd;
  private int[] cuts = {}; // where values start and end

  /** An element begins, whose brace was read. */
  void begin(JsonBytes from) {
    json = from;
    reads = from.reads();
    start = from.at - 1;
    labels = -1;
    leFrom = -1;
    labelsEnd = -1;
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

  private boolean plain() {
    return json.text == json.buffer;
  }

  /** Whether all of it, its last brace included, is as usual, with so many samples. */
  boolean isUsual(int samples) {
    return reads == json.reads()
        && labels == start + START.length
        && leFrom != -2
        && labelsEnd >= labels
        && Arrays.equals(START, 0, START.length, json.buffer, start, labels)
        && findValues(samples);
  }

  /** Values stand in quotes, and behind the labels nothing else does but the member's name. */
  private boolean findValues(int samples) {
    cuts = new int[2 * samples];
    int quotes = 0;
    for (int i = labelsEnd; i < json.at; i++) {
      if (json.buffer[i] == '\\') {
        return false;
      }
      if (json.buffer[i] == '"') {
        int cut = quotes++ - 2;
        if (cut >= 0 && cut < cuts.length) {
          cuts[cut] = cut % 2 == 0 ? i + 1 : i;
        }
      }
    }
    return quotes == cuts.length + 2;
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

  /** What stands before, between and behind the values. */
  byte[][] gaps() {
    byte[][] gaps = new byte[cuts.length / 2 + 1][];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = Arrays.copyOfRange(json.buffer, gapFrom(i), gapTo(i));
    }
    return gaps;
  }

  /** Whether that is this. */
  boolean hasGaps(byte[][] gaps) {
    if (gaps.length != cuts.length / 2 + 1) {
      return false;
    }
    for (int i = 0; i < gaps.length; i++) {
      if (!Arrays.equals(gaps[i], 0, gaps[i].length, json.buffer, gapFrom(i), gapTo(i))) {
        return false;
      }
    }
    return true;
  }

  private int gapFrom(int i) {
    return i == 0 ? labelsEnd : cuts[2 * i - 1];
  }

  private int gapTo(int i) {
    return 2 * i == cuts.length ? json.at : cuts[2 * i];
  }
}
