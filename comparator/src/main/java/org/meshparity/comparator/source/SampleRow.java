package org.meshparity.comparator.source;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  /** Comma, bracket, time, comma, value in quotes, bracket; and what {@link Digits} looks at. */
  private static final int LONGEST_USUAL = 64;

  private static final int UNUSUAL = -1;

  // Two bytes each, the first one lowest.
  private static final int COMMA_BRACKET = ',' | '[' << 8;
  private static final int COMMA_QUOTE = ',' | '"' << 8;
  private static final int QUOTE_BRACKET = '"' | ']' << 8;

  /** So many rows of times are remembered, if they are not long. */
  private static final int ROWS = 128;

  private static final int LONG = 1024;

  private final TimeRange asked;
  private final SampleText numbers = new SampleText();
  private final @Nullable TimeRow[] rows = new TimeRow[ROWS];
  private TimeRow row = new TimeRow();
  private double[] values = new double[64];
  private int size;
  private int before; // so many times of the row were those of a series before, at most
  private long usualTime;
  private int usualTimeEnd;
  private final UsualValue usual = new UsualValue();

  SampleRow(TimeRange asked) {
    this.asked = asked;
  }

  void clear() {
    size = 0;
  }

  /** Reads an array of samples. */
  void readAll(JsonBytes json) throws IOException {
    ElementReader.require(json.opens('['));
    readFirst(json);
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

  /** Reads the first sample, and those that follow, if it is written as usual. */
  private void readFirst(JsonBytes json) throws WrongAnswer {
    if (json.at <= json.end - LONGEST_USUAL && json.buffer[json.at] == '[') {
      int behind = readUsual(json.buffer, json.at + 1);
      if (behind != UNUSUAL) {
        json.passElement(behind);
        readRun(json);
      }
    }
  }

  /** Reads as many further samples as are written as usual, each with the comma before it. */
  private void readRun(JsonBytes json) throws WrongAnswer {
    byte[] text = json.buffer;
    int last = json.end - LONGEST_USUAL;
    while (true) {
      json.at = readAsBefore(text, json.at, last);
      if (json.at > last || Bytes.pair(text, json.at) != COMMA_BRACKET) {
        return;
      }
      int behind = readUsual(text, json.at + 2);
      if (behind == UNUSUAL) {
        return;
      }
      json.at = behind;
    }
  }

  /**
   * Reads samples at the times of a series before, which need no look at their order, with whole
   * numbers of up to eight digits; says where others begin.
   */
  private int readAsBefore(byte[] text, int from, int last) {
    int at = from;
    int place = size;
    int most = Math.min(before, values.length);
    while (place < most && at <= last && Bytes.pair(text, at) == COMMA_BRACKET) {
      int value = row.valueFrom(place, text, at + 2);
      if (value == 0) {
        break;
      }
      long word = Bytes.word(text, value);
      int digits = Digits.leading(word);
      if (digits == 0 || Bytes.pair(text, value + digits) != QUOTE_BRACKET) {
        break;
      }
      values[place++] = Digits.number(word, digits);
      at = value + digits + 2;
    }
    size = place;
    return at;
  }

  private int readUsual(byte[] text, int from) throws WrongAnswer {
    int value = size < before && size > 0 ? row.valueFrom(size, text, from) : 0;
    boolean known = value != 0;
    if (known) {
      usualTime = row.time(size);
    } else {
      usualTimeEnd = readNewTime(text, from);
      if (usualTimeEnd == UNUSUAL || Bytes.pair(text, usualTimeEnd) != COMMA_QUOTE) {
        return UNUSUAL;
      }
      value = usualTimeEnd + 2;
    }
    int behind = usual.read(text, value);
    if (behind == 0 || text[behind + 1] != ']') {
      return UNUSUAL;
    }
    add(usualTime, usual.value());
    if (!known) {
      row.note(size - 1, text, from, usualTimeEnd);
    }
    return behind + 2;
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

  /** Adds a sample that was read, unless no server would send it here. */
  void add(long at, double value) throws WrongAnswer {
    if (size == 0) {
      choose(at);
    }
    if (size >= before || row.time(size) != at) {
      addNew(at);
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  private void addNew(long at) throws WrongAnswer {
    if (!asked.covers(at)) {
      throw ElementReader.wrong(
          "a sample of " + at + " ms, which is not in the time asked for, " + asked);
    }
    if (size > 0 && at <= row.time(size - 1)) {
      throw ElementReader.wrong(
          "samples out of order, " + row.time(size - 1) + " ms before " + at + " ms");
    }
    if (size >= MOST) {
      throw ElementReader.wrong("more than " + MOST + " samples in one series");
    }
    before = 0;
    row.put(size, at);
    if (size == LONG) {
      rows[slot(row.time(0))] = null; // memory is not for long ones
    }
  }

  /** Takes the row of a series that began at the same time, if there was one. */
  private void choose(long first) {
    TimeRow known = rows[slot(first)];
    if (known == null) {
      known = new TimeRow();
      rows[slot(first)] = known;
    }
    row = known;
    before = known.size();
  }

  private static int slot(long time) {
    return (int) ((time * 0x9E3779B97F4A7C15L) >>> 57); // 7 bits: one of ROWS
  }

  int size() {
    return size;
  }

  long time(int i) {
    return row.time(i);
  }

  double value(int i) {
    return values[i];
  }

  /** Where the samples asked for begin: ranges were closed at this end before Prometheus 3. */
  int first() {
    return size > 0 && row.time(0) == asked.afterMs() ? 1 : 0;
  }

  /**
   * The times of the samples asked for. Series that were scraped together share one array: it must
   * not be written to.
   */
  long[] timestamps() {
    return row.shared(first(), size);
  }

  /** The values of the samples asked for. */
  double[] values() {
    return Arrays.copyOfRange(values, first(), size);
  }
}
