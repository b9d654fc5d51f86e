package org.meshparity.comparator.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes one sample line apart by offsets into the reader's buffer; no string is made. The grammar
 * is that of text format 0.0.4, with the quoted names of 1.0.0: {@code {"http.requests","a.b"="c"}
 * 1}. Where a label value breaks it, {@link RawLabelValues} tries Envoy's unescaped form.
 */
final class SampleLine {

  private static final int MOST_LABELS = LabelBuffer.MOST - 100; // a target adds some

  // Open to the package: ExpositionSample looks through them at each line without copies.
  byte[] text = new byte[0];
  int nameFrom;
  int nameTo;
  int labels;
  int varying; // the label in which the next line most likely differs: le, or the last one
  boolean[] escaped = new boolean[32];
  double value;
  boolean stamped;
  long timestampMs;
  private int[] offsets = new int[4 * 32]; // from the name on, as the next line may share them
  private boolean simple; // neither a quoted name nor Envoy's unescaped values
  private byte[] tail = new byte[256]; // from behind the varying label's value to the brace
  private int tailLength;
  private int at;
  private int to;

  /** Reads {@code [from, to)}; what was read before is gone. */
  void read(byte[] line, int from, int lineEnd) throws LineFault {
    text = line;
    to = lineEnd;
    labels = 0;
    simple = true;
    nameFrom = from;
    if (from < to && text[from] == '{') {
      readQuotedName(from);
      expectLike();
      readNumbers();
      return;
    }
    nameTo = name(from, true);
    if (nameTo == from) {
      throw new LineFault("a line that starts with no metric name: " + shown(from));
    }
    at = blanks(nameTo);
    if (at < to && text[at] == '{') {
      int brace = at;
      if (!readLabels(brace + 1)) {
        simple = false;
        at = new RawLabelValues(this, to).read(brace);
      }
    }
    expectLike();
    readNumbers();
  }

  /** Decides in which label the next lines may differ, and keeps what follows it. */
  private void expectLike() {
    varying = labels - 1;
    for (int i = labels - 2; i >= 0; i--) {
      varying = isBound(i) ? i : varying;
    }
    if (prefix() > 0) {
      tailLength = at - valueTo(varying);
      tail = tail.length < tailLength ? new byte[2 * tailLength] : tail;
      System.arraycopy(text, valueTo(varying), tail, 0, tailLength);
    }
  }

  /** Whether label i is the one that tells the buckets of a histogram apart. */
  boolean isBound(int i) {
    int from = labelFrom(i);
    return labelTo(i) == from + 2 && text[from] == 'l' && text[from + 1] == 'e';
  }

  /**
   * Reads a line that starts as the one before did, up to the value of the varying label.
   *
   * @return false if what follows is another: then the line must be read as any other
   */
  boolean readLikeLast(byte[] line, int from, int lineEnd) throws LineFault {
    int valueFrom = from + valueFrom(varying) - nameFrom;
    int quote = Bytes.quoteOrBackslash(line, valueFrom, lineEnd);
    int behind = quote + tailLength;
    if (behind >= lineEnd || !Arrays.equals(line, quote, behind, tail, 0, tailLength)) {
      return false;
    }
    if (!Bytes.isAscii(line, valueFrom, quote) || !Bytes.isAscii(line, behind, lineEnd)) {
      return false; // what was not there before may be no text at all
    }
    text = line;
    to = lineEnd;
    nameTo += from - nameFrom;
    nameFrom = from;
    int moved = quote - valueTo(varying);
    for (int i = 4 * varying + 3; i < 4 * labels; i++) {
      offsets[i] += moved;
    }
    at = behind;
    readNumbers();
    return true;
  }

  /** How much the next line must share with this one to be read so; 0 if it cannot. */
  int prefix() {
    boolean can = simple && labels > 0 && !escaped[varying];
    return can ? valueFrom(varying) - nameFrom : 0;
  }

  int labelFrom(int i) {
    return nameFrom + offsets[4 * i];
  }

  int labelTo(int i) {
    return nameFrom + offsets[4 * i + 1];
  }

  int valueFrom(int i) {
    return nameFrom + offsets[4 * i + 2];
  }

  int valueTo(int i) {
    return nameFrom + offsets[4 * i + 3];
  }

  /** A name that is not of the classic form stands in quotes, before the labels. */
  private void readQuotedName(int brace) throws LineFault {
    simple = false;
    int quote = blanks(brace + 1);
    int end = quote < to && text[quote] == '"' ? quotedName(quote) : -1;
    int behind = end < 0 ? to : blanks(end + 1);
    if (behind >= to || (text[behind] != ',' && text[behind] != '}')) {
      throw new LineFault("a line that starts with no metric name: " + shown(brace));
    }
    nameFrom = quote + 1;
    nameTo = end;
    at = behind;
    if (text[behind] == '}') {
      at++;
    } else if (!readLabels(behind + 1)) {
      throw new LineFault("labels that do not end with }");
    }
  }

  /** Behind which place a quoted name ends; -1 if it is empty, escaped or does not end. */
  private int quotedName(int quote) {
    int end = Bytes.quoteOrBackslash(text, quote + 1, to);
    return end < to && text[end] == '"' && end > quote + 1 ? end : -1;
  }

  /** False if a label value breaks the grammar, so that another reading may be tried. */
  private boolean readLabels(int from) throws LineFault {
    at = blanks(from);
    while (at < to && text[at] != '}') {
      boolean quoted = text[at] == '"';
      int labelFrom = quoted ? at + 1 : at;
      int labelTo = quoted ? quotedName(at) : name(at, false);
      if (labelTo < 0) {
        return labels > 0 ? false : badLabel(labelFrom);
      }
      at = blanks(quoted ? labelTo + 1 : labelTo);
      if (labelTo == labelFrom || at == to || text[at] != '=') {
        return labels > 0 ? false : badLabel(labelFrom);
      }
      at = blanks(at + 1);
      if (at == to || text[at] != '"') {
        return labels > 0 ? false : badLabel(labelFrom);
      }
      if (!readValue(labelFrom, labelTo)) {
        return false;
      }
    }
    at++;
    return at <= to;
  }

  private boolean readValue(int labelFrom, int labelTo) throws LineFault {
    int valueFrom = at + 1;
    boolean escapes = false;
    int i = Bytes.quoteOrBackslash(text, valueFrom, to);
    while (i < to && text[i] == '\\') {
      escapes = true;
      i = i + 2 >= to ? to : Bytes.quoteOrBackslash(text, i + 2, to);
    }
    if (i >= to) {
      return false;
    }
    addLabel(labelFrom, labelTo, valueFrom, i, escapes);
    at = blanks(i + 1);
    if (at < to && text[at] == ',') {
      at = blanks(at + 1);
      return true;
    }
    return at < to && text[at] == '}';
  }

  void addLabel(int labelFrom, int labelTo, int valueFrom, int valueTo, boolean escapes)
      throws LineFault {
    if (labels == escaped.length) {
      if (labels >= MOST_LABELS) {
        throw new LineFault("a series with more than " + MOST_LABELS + " labels");
      }
      escaped = Arrays.copyOf(escaped, 2 * labels);
      offsets = Arrays.copyOf(offsets, 8 * labels);
    }
    offsets[4 * labels] = labelFrom - nameFrom;
    offsets[4 * labels + 1] = labelTo - nameFrom;
    offsets[4 * labels + 2] = valueFrom - nameFrom;
    offsets[4 * labels + 3] = valueTo - nameFrom;
    escaped[labels++] = escapes;
  }

  void refuseLabelTwice() throws LineFault {
    for (int i = 1; i < labels; i++) {
      for (int k = 0; k < i; k++) {
        if (sameName(i, k)) {
          throw new LineFault("a label twice in one series: " + shown(labelFrom(i)));
        }
      }
    }
  }

  boolean sameName(int i, int k) {
    int from = labelFrom(i);
    int length = labelTo(i) - from;
    int other = labelFrom(k);
    return length == labelTo(k) - other
        && Arrays.equals(text, from, from + length, text, other, other + length);
  }

  private void readNumbers() throws LineFault {
    if (!readWholeNumber(at + 1)) {
      readWords();
    }
  }

  /** Nearly all lines end with one blank and a few digits. */
  private boolean readWholeNumber(int from) {
    int digits = to - from;
    if (text[at] != ' ' || digits < 1 || digits >= Digits.MOST || from + 24 > text.length) {
      return false;
    }
    if (Digits.behind(text, from) < to) {
      return false;
    }
    value = Digits.parse(text, from, to);
    stamped = false;
    return true;
  }

  private void readWords() throws LineFault {
    int valueFrom = blanks(at);
    int valueTo = word(valueFrom);
    if (valueFrom == valueTo) {
      throw new LineFault("no value after " + shown(nameFrom));
    }
    value = number(valueFrom, valueTo);
    int stampFrom = blanks(valueTo);
    int stampTo = word(stampFrom);
    stamped = stampFrom < stampTo;
    if (stamped) {
      timestampMs = timestamp(stampFrom, stampTo);
    }
    if (blanks(stampTo) < to) {
      throw new LineFault("more than a value and a timestamp: " + shown(valueFrom));
    }
  }

  private double number(int from, int end) throws LineFault {
    try {
      return DecimalText.parse(text, from, end);
    } catch (NumberFormatException e) {
      throw new LineFault("a value that is " + e.getMessage());
    }
  }

  private long timestamp(int from, int end) throws LineFault {
    if (text[from] == '#') {
      throw new LineFault("an OpenMetrics exemplar, where text format 0.0.4 is read");
    }
    try {
      return Long.parseLong(new String(text, from, end - from, StandardCharsets.ISO_8859_1));
    } catch (NumberFormatException e) {
      throw new LineFault("a timestamp that is not whole milliseconds: " + shown(from));
    }
  }

  private boolean badLabel(int from) throws LineFault {
    throw new LineFault("a label that is not name=\"value\": " + shown(from));
  }

  /** Behind the name that starts here; colons are for metrics only. */
  int name(int from, boolean metric) {
    int i = from;
    while (i < to && isNamePart(text[i], i > from, metric)) {
      i++;
    }
    return i;
  }

  private static boolean isNamePart(byte c, boolean inside, boolean metric) {
    return (c >= 'a' && c <= 'z')
        || c == '_'
        || (c >= 'A' && c <= 'Z')
        || (inside && c >= '0' && c <= '9')
        || (metric && c == ':');
  }

  private int blanks(int from) {
    int i = from;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    return i;
  }

  private int word(int from) {
    int i = from;
    while (i < to && text[i] != ' ' && text[i] != '\t') {
      i++;
    }
    return i;
  }

  private String shown(int from) {
    int end = Math.min(to, from + 120);
    String start = new String(text, from, end - from, StandardCharsets.UTF_8);
    return Shortened.text(start + (end < to ? "…" : ""), 121);
  }
}
