package org.meshparity.comparator.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.meshparity.comparator.series.Labels;

/**
 * One sample of a page, as a view that moves: it is valid only while the sink that received it
 * runs. Strings are made when they are asked for, so that samples nobody wants cost none.
 */
public final class ExpositionSample {

  private final SampleLine line = new SampleLine();
  private final BytesPool strings = new BytesPool();
  private final LabelBuffer buffer = new LabelBuffer();
  private byte[] unescaped = new byte[256];
  private int unescapedLength;
  private String name = "";
  private byte[] nameBytes = new byte[0];
  private long nameHash;
  private long number;
  private boolean likeLast;
  private boolean checked;
  private boolean hashed;
  private long hashOfOthers;

  void read(LineReader reader) throws LineFault {
    line.read(reader.buffer(), reader.start(), reader.end());
    number = reader.number();
    likeLast = false;
    checked = false;
    hashed = false;
    int from = line.nameFrom;
    if (!Arrays.equals(nameBytes, 0, nameBytes.length, line.text, from, line.nameTo)) {
      nameBytes = Arrays.copyOfRange(line.text, from, line.nameTo);
      nameHash = Bytes.hash(nameBytes, 0, nameBytes.length);
      name = strings.intern(nameBytes, 0, nameBytes.length, nameHash);
    }
  }

  /** Reads a line that starts with the {@link #prefix} of this one; false if that does not do. */
  boolean readLikeLast(LineReader reader) throws LineFault {
    number = reader.number();
    likeLast = true;
    return line.readLikeLast(reader.buffer(), reader.start(), reader.end());
  }

  /** How much of this line another one must start with to differ in one label alone. */
  int prefix() {
    return line.prefix();
  }

  /**
   * Whether this is certainly a bucket of the same histogram as the sample before: they mostly
   * stand together and differ in {@code le} alone.
   */
  public boolean sharesHistogram() {
    return likeLast && line.isBound(line.varying);
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
    if (!checked) {
      line.refuseLabelTwice();
      checked = true;
    }
  }

  /** 64 bits of name and labels, in whatever order they are written. */
  public long hash() {
    return mix(nameHash + hashOfOthers() + (line.labels == 0 ? 0 : pairHash(line.varying)));
  }

  private long hashOfOthers() {
    if (!hashed) {
      hashOfOthers = 0;
      for (int i = 0; i < line.labels; i++) {
        hashOfOthers += i == line.varying ? 0 : pairHash(i);
      }
      hashed = true;
    }
    return hashOfOthers;
  }

  /** 64 bits of the labels without {@code le}: what the buckets of one histogram share. */
  long hashOfHistogram() {
    boolean rest = line.labels > 0 && !line.isBound(line.varying);
    return mix(hashOfOthers() + (rest ? pairHash(line.varying) : 0));
  }

  /**
   * The bound of a bucket.
   *
   * @throws NumberFormatException if it has none, or {@code le} is no number
   */
  public double bound() {
    int i = line.varying;
    if (line.labels > 0 && line.isBound(i) && !line.escaped[i]) {
      return DecimalText.parse(line.text, line.valueFrom(i), line.valueTo(i));
    }
    byte[] text = label("le").getBytes(StandardCharsets.UTF_8);
    return DecimalText.parse(text, 0, text.length);
  }

  private long pairHash(int i) {
    long value = valueHash(i);
    boolean empty = line.valueFrom(i) == line.valueTo(i);
    return empty ? 0 : mix(labelHash(i) * 31 + value); // an empty value is an absent label
  }

  private boolean isNamed(int i, String wanted) {
    int from = line.labelFrom(i);
    int length = line.labelTo(i) - from;
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
    int from = line.labelFrom(i);
    return strings.intern(line.text, from, line.labelTo(i), labelHash(i));
  }

  private long labelHash(int i) {
    return Bytes.hash(line.text, line.labelFrom(i), line.labelTo(i));
  }

  private String value(int i) {
    long hash = valueHash(i);
    if (line.escaped[i]) {
      return strings.intern(unescaped, 0, unescapedLength, hash);
    }
    return strings.intern(line.text, line.valueFrom(i), line.valueTo(i), hash);
  }

  /** Of the value's meaning, not of its spelling. */
  private long valueHash(int i) {
    int from = line.valueFrom(i);
    int to = line.valueTo(i);
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
