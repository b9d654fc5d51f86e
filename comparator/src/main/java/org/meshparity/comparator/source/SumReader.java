package org.meshparity.comparator.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.Sums;

/**
 * Takes the elements of an instant vector whose label sets come again and again. An element that is
 * written as the one before it, but for labels that are known and another number, is not taken
 * apart: its bytes are compared. The grammar reads all others, and shows how they are written.
 */
final class SumReader {

  private static final byte[] START = ",{\"metric\":{".getBytes(StandardCharsets.US_ASCII);
  private static final long START_HEAD = Bytes.word(START, 0);
  private static final long START_TAIL = Bytes.word(START, START.length - Long.BYTES);
  private static final int LEAST = START.length + UsualValue.ROOM;
  private static final int LONGEST = 1 << 14;

  private final WrittenSets written;
  private final Sums into;
  private final PairsSeen seen = new PairsSeen();
  private final UsualValue value = new UsualValue();
  private byte[] middle = {}; // between the labels and the value
  private int longest = LEAST; // of the elements so far

  SumReader(WrittenSets written, Sums into) {
    this.written = written;
    this.into = into;
    written.begin();
  }

  /** Takes an element that the grammar has read. */
  void take(Labels labels, SampleRow samples, WrittenElement as) throws WrongAnswer {
    int set = into.known().of(labels.without("le"));
    int le = into.known().le(labels.get("le"));
    if (!seen.add(set, le)) {
      throw twice(set, le);
    }
    if (samples.first() == samples.size()) {
      return;
    }
    into.add(set, le, samples.value());
    if (as.isUsual()) {
      as.note(written, set, le);
      if (!as.hasMiddle(middle)) {
        middle = as.middle();
      }
      longest = Math.max(longest, Math.min(as.length(), LONGEST));
    }
  }

  private WrongAnswer twice(int set, int le) {
    return ElementReader.wrong(
        "the series "
            + Shortened.text(into.known().labels(set).toString(), 200)
            + (le == 0 ? "" : " with le=" + Shortened.text(into.known().text(le), 60))
            + " twice");
  }

  /** Reads as many further elements as are written as usual, each with the comma before it. */
  void readRun(JsonBytes json) throws IOException {
    if (middle.length == 0) {
      return;
    }
    while (json.holds(2 * longest + LEAST)) {
      int behind = read(json.buffer, json.at, json.end);
      if (behind == 0) {
        return;
      }
      json.at = behind;
    }
  }

  private int read(byte[] text, int at, int end) throws WrongAnswer {
    if (Bytes.word(text, at) != START_HEAD
        || Bytes.word(text, at + START.length - Long.BYTES) != START_TAIL) {
      return 0;
    }
    int most = end - middle.length - UsualValue.ROOM;
    int labels = written.match(text, at + START.length, most);
    int number = labels + middle.length;
    if (labels == 0 || !Arrays.equals(middle, 0, middle.length, text, labels, number)) {
      return 0;
    }
    int quote = value.read(text, number);
    if (quote == 0 || text[quote + 1] != ']' || text[quote + 2] != '}') {
      return 0;
    }
    if (!seen.add(written.set(), written.le())) {
      throw twice(written.set(), written.le());
    }
    into.add(written.set(), written.le(), value.value());
    written.follow();
    return quote + 3;
  }
}
