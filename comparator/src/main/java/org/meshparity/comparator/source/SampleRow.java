package org.meshparity.comparator.source;

import java.io.IOException;
import java.util.Arrays;

/**
 * The samples of one series, read into reused arrays: {@code [[1700000000.123,"42"],…]}.
 *
 * <p>Nearly all samples of all servers are written in just this way, so a run of them is read eight
 * bytes at a time without asking what comes next ({@link #readRun}). Whatever looks different by a
 * single byte is left to the general grammar, which alone decides what is refused.
 */
final class SampleRow {

  private static final int MOST = 1_000_000;

  /** Eleven digits reach to the year 5138. */
  private static final int MOST_SECONDS = 11;

  private static final int LONGEST_VALUE = 30;

  /** Comma, bracket, time, comma, value in quotes, bracket; and what {@link Digits} looks at. */
  private static final int LONGEST_USUAL = 64;

  private static final int UNUSUAL = -1;

  private final TimeRange asked;
  private final SampleText numbers = new SampleText();
  private long[] timestamps = new long[64];
  private double[] values = new double[64];
  private int size;
  private final SeenTimes seen = new SeenTimes();
  private long usualTime;
  private double usualValue;
  private long[] shared = new long[0];

  SampleRow(TimeRange asked) {
    this.asked = asked;
  }

  void clear() {
    size = 0;
  }

  /** Reads an array of samples. */
  void readAll(JsonBytes json) throws IOException {
    ElementReader.require(json.opens('['));
    while (json.nextElement()) {
      readOne(json);
      readRun(json);
    }
  }

  /** Reads one sample by the grammar. */
  void readOne(JsonBytes json) throws IOException {
    ElementReader.require(json.opens('[') && json.nextElement());
    long at = numbers.milliseconds(json);
    ElementReader.require(json.nextElement());
    double value = numbers.value(json);
    ElementReader.require(!json.nextElement());
    add(at, value);
  }

  /** Reads as many further samples as are written as usual, each with the comma before it. */
  private void readRun(JsonBytes json) throws WrongAnswer {
    byte[] text = json.buffer;
    int last = json.end - LONGEST_USUAL;
    while (json.at <= last && text[json.at] == ',' && text[json.at + 1] == '[') {
      int behind = readUsual(text, json.at + 2);
      if (behind == UNUSUAL) {
        return;
      }
      json.at = behind;
      add(usualTime, usualValue);
    }
  }

  private int readUsual(byte[] text, int from) {
    int behind = readUsualTime(text, from);
    return behind != UNUSUAL && text[behind] == ',' && text[behind + 1] == '"'
        ? readUsualValue(text, behind + 2)
        : UNUSUAL;
  }

  private int readUsualTime(byte[] text, int from) {
    int length = seen.matches(size, text, from);
    if (length > 0 && text[from + length] == ',') {
      usualTime = seen.time(size);
      return from + length;
    }
    int behind = readNewTime(text, from);
    if (behind != UNUSUAL) {
      seen.note(size, text, from, behind, usualTime);
    }
    return behind;
  }

  private int readNewTime(byte[] text, int from) {
    int point = Digits.behind(text, from);
    if (point == from || point > from + MOST_SECONDS || text[from] == '0') {
      return UNUSUAL;
    }
    long seconds = Digits.parse(text, from, point);
    if (text[point] != '.') {
      usualTime = seconds * 1000;
      return point;
    }
    int behind = Digits.behind(text, point + 1);
    if (behind == point + 1 || behind > point + 4) {
      return UNUSUAL;
    }
    usualTime = seconds * 1000 + Digits.thousandths(text, point + 1, behind);
    return behind;
  }

  private int readUsualValue(byte[] text, int from) {
    int behind = Digits.behind(text, from);
    if (text[behind] == '"' && behind > from && behind < from + Digits.MOST) {
      usualValue = Digits.parse(text, from, behind);
    } else {
      behind = Bytes.quoteOrBackslash(text, from, from + LONGEST_VALUE);
      usualValue = DecimalText.parseOrNaN(text, from, behind);
      if (Double.isNaN(usualValue)) {
        return UNUSUAL;
      }
    }
    return text[behind] == '"' && text[behind + 1] == ']' ? behind + 2 : UNUSUAL;
  }

  /** Adds a sample that was read, unless no server would send it here. */
  void add(long at, double value) throws WrongAnswer {
    if (!asked.covers(at)) {
      throw ElementReader.wrong(
          "a sample of " + at + " ms, which is not in the time asked for, " + asked);
    }
    if (size > 0 && at <= timestamps[size - 1]) {
      throw ElementReader.wrong(
          "samples out of order, " + timestamps[size - 1] + " ms before " + at + " ms");
    }
    if (size == timestamps.length) {
      grow();
    }
    timestamps[size] = at;
    values[size++] = value;
  }

  private void grow() throws WrongAnswer {
    if (size >= MOST) {
      throw ElementReader.wrong("more than " + MOST + " samples in one series");
    }
    timestamps = Arrays.copyOf(timestamps, 2 * size);
    values = Arrays.copyOf(values, 2 * size);
  }

  int size() {
    return size;
  }

  /** Where the samples asked for begin: ranges were closed at this end before Prometheus 3. */
  int first() {
    return size > 0 && timestamps[0] == asked.afterMs() ? 1 : 0;
  }

  /**
   * The times of the samples asked for. Series that were scraped together share one array: it must
   * not be written to.
   */
  long[] timestamps() {
    int first = first();
    if (!Arrays.equals(shared, 0, shared.length, timestamps, first, size)) {
      shared = Arrays.copyOfRange(timestamps, first, size);
    }
    return shared;
  }

  /** The values of the samples asked for. */
  double[] values() {
    return Arrays.copyOfRange(values, first(), size);
  }
}
