package org.meshparity.comparator.source;

/**
 * Reads the labels of a line whose values are not escaped, as Envoy wrote them for years: {@code
 * agent="a "b" c"}. A quote ends a value only before {@code ,name="} or before {@code }} and a
 * number at the line's end; every other quote and backslash is part of the value.
 *
 * <p>It is used only for lines that the right grammar cannot read, and it refuses those that can be
 * read in two ways: with something that looks like an escape, a second possible end, or a label
 * name twice.
 */
final class RawLabelValues {

  private static final String TWO_WAYS =
      "label values with quotes or backslashes that are not escaped and can be read in two ways";

  private final SampleLine line;
  private final byte[] text;
  private final int to;

  RawLabelValues(SampleLine line, int to) {
    this.line = line;
    this.text = line.text;
    this.to = to;
  }

  /** Reads from the opening brace on; returns what follows the closing one. */
  int read(int brace) throws LineFault {
    line.labels = 0;
    int at = brace + 1;
    while (true) {
      int labelTo = line.name(at, false);
      if (!opensValue(at, labelTo)) {
        throw new LineFault("labels that do not end with }");
      }
      int valueFrom = labelTo + 2;
      int quote = closing(valueFrom);
      line.addLabel(at, labelTo, valueFrom, quote, false);
      refuseTwice();
      if (text[quote + 1] == '}') {
        return quote + 2;
      }
      at = quote + 2;
    }
  }

  /** The first quote that can end the value; later possible ends of the line are refused. */
  private int closing(int from) throws LineFault {
    for (int i = from; i < to; i++) {
      if (text[i] == '\\' && i + 1 < to && (text[i + 1] == '\\' || text[i + 1] == 'n')) {
        throw new LineFault(TWO_WAYS);
      }
      if (text[i] == '"' && (endsLabels(i) || separates(i))) {
        if (endsLabels(i) && anotherEnd(i + 1)) {
          throw new LineFault(TWO_WAYS);
        }
        return i;
      }
      if (text[i] == '"' && (text[i - 1] == '\\' || forgetsComma(i + 1))) {
        throw new LineFault(TWO_WAYS);
      }
    }
    throw new LineFault("a label value that does not end on its line");
  }

  private boolean separates(int quote) {
    if (quote + 1 >= to || text[quote + 1] != ',') {
      return false;
    }
    int labelTo = line.name(quote + 2, false);
    return opensValue(quote + 2, labelTo);
  }

  /** Whether another label follows after blanks: then the comma may be what is missing. */
  private boolean forgetsComma(int from) {
    int i = from;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    return opensValue(i, line.name(i, false));
  }

  private boolean opensValue(int from, int labelTo) {
    return labelTo > from && labelTo + 1 < to && text[labelTo] == '=' && text[labelTo + 1] == '"';
  }

  /** Whether the rest of the line is a brace and one or two words. */
  private boolean endsLabels(int quote) {
    if (quote + 1 >= to || text[quote + 1] != '}') {
      return false;
    }
    int words = 0;
    for (int i = quote + 2; i < to; i++) {
      boolean blank = text[i] == ' ' || text[i] == '\t';
      boolean before = i == quote + 2 || text[i - 1] == ' ' || text[i - 1] == '\t';
      words += !blank && before ? 1 : 0;
    }
    return words == 1 || words == 2;
  }

  private boolean anotherEnd(int from) {
    for (int i = from; i < to; i++) {
      if (text[i] == '"' && endsLabels(i)) {
        return true;
      }
    }
    return false;
  }

  private void refuseTwice() throws LineFault {
    int last = line.labels - 1;
    for (int i = 0; i < last; i++) {
      if (line.sameName(i, last)) {
        throw new LineFault(TWO_WAYS);
      }
    }
  }
}
