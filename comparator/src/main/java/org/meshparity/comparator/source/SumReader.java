package org.meshparity.comparator.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.LabelSets;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.series.SumsAt;

/**
 * Takes the elements of an answer whose label sets come again and again, with a sample for each of
 * a few times. An element that is written as the one before it, but for labels that are known and
 * another number, is not taken apart: its bytes are compared. The grammar reads all others, and
 * shows how they are written.
 */
final class SumReader {

  private static final byte[] START = ",{\"metric\":{".getBytes(StandardCharsets.US_ASCII);
  private static final long START_HEAD = Bytes.word(START, 0);
  private static final long START_TAIL = Bytes.word(START, START.length - Long.BYTES);
  private static final int LEAST = START.length + UsualValue.ROOM;
  private static final int LONGEST = 1 << 14;

  private final WrittenSets written;
  private final LabelSets known;
  private final int samplesEach;
  private final @Nullable SumsAt times;
  private final Sums[] into; // for each sample of an element
  private final double[] values;
  private final PairsSeen seen = new PairsSeen();
  private final UsualValue value = new UsualValue();
  private byte[][] gaps = {}; // before, between and behind the values
  private int gapBytes;
  private int longest = LEAST; // of the elements so far

  private SumReader(WrittenSets written, LabelSets known, Sums[] into, @Nullable SumsAt times) {
    this.written = written;
    this.known = known;
    this.times = times;
    this.samplesEach = into.length;
    this.into = into;
    this.values = new double[into.length];
    written.begin();
  }

  /** Of one time. */
  static SumReader of(WrittenSets written, Sums into) {
    return new SumReader(written, into.known(), new Sums[] {into}, null);
  }

  /** Of several times. */
  static SumReader of(WrittenSets written, SumsAt into) {
    return new SumReader(written, into.known(), new Sums[into.size()], into);
  }

  /** Takes an element that the grammar has read. */
  void take(Labels labels, SampleRow samples, WrittenElement as) throws WrongAnswer {
    int set = known.of(labels.without("le"));
    int le = known.le(labels.get("le"));
    if (!seen.add(set, le)) {
      throw twice(set, le);
    }
    boolean all = samples.size() == samplesEach;
    for (int i = samples.first(); i < samples.size(); i++) {
      Sums sums = times == null ? into[0] : at(times, samples.time(i));
      all &= sums != null;
      if (sums != null) {
        sums.add(set, le, samples.value(i));
      }
    }
    if (all && samples.first() == 0 && as.isUsual(samplesEach)) {
      note(set, le, samples, as);
    }
  }

  private static @Nullable Sums at(SumsAt times, long time) {
    int index = times.index(time);
    return index < 0 ? null : times.at(index);
  }

  private void note(int set, int le, SampleRow samples, WrittenElement as) {
    as.note(written, set, le);
    longest = Math.max(longest, Math.min(as.length(), LONGEST));
    if (as.hasGaps(gaps)) {
      return;
    }
    gaps = as.gaps();
    gapBytes = Stream.of(gaps).mapToInt(gap -> gap.length).sum();
    for (int i = 0; times != null && i < samplesEach; i++) {
      into[i] = times.at(times.index(samples.time(i)));
    }
  }

  private WrongAnswer twice(int set, int le) {
    return ElementReader.wrong(
        "the series "
            + Shortened.text(known.labels(set).toString(), 200)
            + (le == 0 ? "" : " with le=" + Shortened.text(known.text(le), 60))
            + " twice");
  }

  /** Reads as many further elements as are written as usual, each with the comma before it. */
  void readRun(JsonBytes json) throws IOException {
    if (gaps.length == 0) {
      return;
    }
    while (json.holds(2 * longest + samplesEach * LEAST)) {
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
    int most = end - gapBytes - samplesEach * UsualValue.ROOM;
    int labels = written.match(text, at + START.length, most);
    int behind = labels == 0 ? 0 : readValues(text, labels);
    if (behind == 0) {
      return 0;
    }
    if (!seen.add(written.set(), written.le())) {
      throw twice(written.set(), written.le());
    }
    for (int i = 0; i < samplesEach; i++) {
      into[i].add(written.set(), written.le(), values[i]);
    }
    written.follow();
    return behind;
  }

  private int readValues(byte[] text, int from) {
    int at = from;
    for (int i = 0; i < samplesEach; i++) {
      int start = behind(gaps[i], text, at);
      at = start == 0 ? 0 : value.read(text, start);
      if (at == 0) {
        return 0;
      }
      values[i] = value.value();
    }
    return behind(gaps[samplesEach], text, at);
  }

  private static int behind(byte[] gap, byte[] text, int at) {
    return Arrays.equals(gap, 0, gap.length, text, at, at + gap.length) ? at + gap.length : 0;
  }
}
