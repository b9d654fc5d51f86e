package org.meshparity.comparator.source;

import java.util.Arrays;
import java.util.Map;
import org.meshparity.comparator.series.Labels;

/**
 * One sample of a page, as a view that moves: it is valid only while the sink that received it
 * runs. Strings are made when they are asked for, so that samples nobody wants cost none.
 */
public final class ExpositionSample {

  private static final long BUCKET_BOUND = Bytes.hash(new byte[] {'l', 'e'}, 0, 2);

  private final SampleLine line = new SampleLine();
  private final BytesPool strings = new BytesPool();
  private final LabelBuffer buffer = new LabelBuffer();
  private byte[] unescaped = new byte[256];
  private int unescapedLength;
  private String name = "";
  private byte[] nameBytes = new byte[0];
  private long nameHash;
  private long number;
  private byte[] last = new byte[512];
  private int lastLength;
  private long lastHash;

  void read(LineReader reader) throws LineFault {
    line.read(reader.buffer(), reader.start(), reader.end());
    number = reader.number();
    int from = line.nameFrom;
    if (!Arrays.equals(nameBytes, 0, nameBytes.length, line.text, from, line.nameTo)) {
      nameBytes = Arrays.copyOfRange(line.text, from, line.nameTo);
      nameHash = Bytes.hash(nameBytes, 0, nameBytes.length);
      name = strings.intern(nameBytes, 0, nameBytes.length, nameHash);
    }
  }

  /** The metric's full name, e.g. {@code istio_requests_total}. */
  public String name() {
    return name;
  }

  /** The value as written; it may be NaN or infinite. */
  public double value() {
    return line.value;
  }

  /** The line of the page, from 1. */
  public long line() {
    return number;
  }

  /** Whether the page gives the sample a timestamp of its own. */
  public boolean stamped() {
    return line.stamped;
  }

  /** That timestamp, in milliseconds since the epoch; 0 if it has none. */
  public long timestampMs() {
    return line.stamped ? line.timestampMs : 0;
  }

  /** A label's value, or the empty string for an absent one. */
  public String label(String wanted) {
    for (int i = 0; i < line.labels; i++) {
      if (isNamed(i, wanted)) {
        return value(i);
      }
    }
    return "";
  }

  /** All labels, with the metric's name under {@link Labels#NAME}. */
  public Labels labels() {
    return labelsOf(Map.of());
  }

  /**
   * All labels and those of the target that showed them. A label of the page that clashes with one
   * of the target's is kept as {@code exported_NAME}, as Prometheus does.
   */
  Labels labelsOf(Map<String, String> target) {
    buffer.clear();
    buffer.add(Labels.NAME, 0, name, 0);
    target.forEach((label, value) -> buffer.add(label, 0, value, 0));
    for (int i = 0; i < line.labels; i++) {
      String label = labelName(i);
      String value = value(i);
      if (!value.isEmpty()) {
        buffer.add(free(label, target), 0, value, 0);
      }
    }
    return buffer.labels();
  }

  private String free(String label, Map<String, String> target) {
    String free = label;
    while (target.containsKey(free) || (!free.equals(label) && !label(free).isEmpty())) {
      free = "exported_" + free;
    }
    return free;
  }

  /** Refuses a label name that appears twice. */
  void refuseLabelTwice() throws LineFault {
    if (!isLikeLast()) {
      line.refuseLabelTwice();
    }
  }

  /** 64 bits of name and labels, in whatever order they are written. */
  public long hash() {
    long sum = nameHash;
    for (int i = 0; i < line.labels; i++) {
      sum += pairHash(i);
    }
    return mix(sum);
  }

  /** 64 bits of the labels without {@code le}: what the buckets of one histogram share. */
  long hashOfHistogram() {
    if (isLikeLast()) {
      return lastHash;
    }
    long sum = 0;
    for (int i = 0; i < line.labels; i++) {
      sum += labelHash(i) == BUCKET_BOUND ? 0 : pairHash(i);
    }
    lastHash = mix(sum);
    lastLength = boundIsLast() ? line.offsets[4 * (line.labels - 1)] - line.nameFrom : 0;
    if (last.length < lastLength) {
      last = new byte[2 * lastLength];
    }
    System.arraycopy(line.text, line.nameFrom, last, 0, lastLength);
    return lastHash;
  }

  /** The buckets of one histogram mostly stand together and differ in their last label alone. */
  private boolean isLikeLast() {
    int length = boundIsLast() ? line.offsets[4 * (line.labels - 1)] - line.nameFrom : 0;
    int from = line.nameFrom;
    return length > 0
        && length == lastLength
        && Arrays.equals(last, 0, length, line.text, from, from + length);
  }

  private boolean boundIsLast() {
    return line.labels > 0 && labelHash(line.labels - 1) == BUCKET_BOUND;
  }

  private long pairHash(int i) {
    long value = valueHash(i);
    boolean empty = line.offsets[4 * i + 2] == line.offsets[4 * i + 3];
    return empty ? 0 : mix(labelHash(i) * 31 + value); // an empty value is an absent label
  }

  private boolean isNamed(int i, String wanted) {
    int from = line.offsets[4 * i];
    int length = line.offsets[4 * i + 1] - from;
    if (length != wanted.length()) {
      return false;
    }
    for (int k = 0; k < length; k++) {
      if (line.text[from + k] != wanted.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  private String labelName(int i) {
    int from = line.offsets[4 * i];
    return strings.intern(line.text, from, line.offsets[4 * i + 1], labelHash(i));
  }

  private long labelHash(int i) {
    return Bytes.hash(line.text, line.offsets[4 * i], line.offsets[4 * i + 1]);
  }

  private String value(int i) {
    long hash = valueHash(i);
    if (line.escaped[i]) {
      return strings.intern(unescaped, 0, unescapedLength, hash);
    }
    return strings.intern(line.text, line.offsets[4 * i + 2], line.offsets[4 * i + 3], hash);
  }

  /** Of the value's meaning, not of its spelling. */
  private long valueHash(int i) {
    int from = line.offsets[4 * i + 2];
    int to = line.offsets[4 * i + 3];
    if (!line.escaped[i]) {
      return Bytes.hash(line.text, from, to);
    }
    unescape(from, to);
    return Bytes.hash(unescaped, 0, unescapedLength);
  }

  /** Unknown escapes stand for themselves, as in Prometheus' own reader. */
  private void unescape(int from, int to) {
    if (unescaped.length < to - from) {
      unescaped = new byte[2 * (to - from)];
    }
    unescapedLength = 0;
    for (int i = from; i < to; i++) {
      byte c = line.text[i];
      byte following = c == '\\' && i + 1 < to ? line.text[i + 1] : 0;
      boolean known = following == 'n' || following == '"' || following == '\\';
      i += known ? 1 : 0;
      byte meant = following == 'n' ? (byte) '\n' : following;
      unescaped[unescapedLength++] = known ? meant : c;
    }
  }

  private static long mix(long bits) {
    long h = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 29)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 32);
  }
}
