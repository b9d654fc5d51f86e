package org.meshparity.comparator.source;

import java.util.Arrays;

/** The buckets and the count of one histogram of a page, with the lines they stand in. */
final class HistogramLines {

  private static final double[] NO_NUMBERS = {};
  private static final long[] NO_LINES = {};

  private final HistogramFold fold;
  private final String family;
  private final long key;
  private final long firstLine;
  private double[] bounds = NO_NUMBERS;
  private double[] counts = NO_NUMBERS;
  private long[] lines = NO_LINES;
  private int size;
  private boolean closed;
  private double total = Double.NaN;
  private double count = Double.NaN;
  private long countLine;

  HistogramLines(HistogramFold fold, String family, long key, long firstLine) {
    this.fold = fold;
    this.family = family;
    this.key = key;
    this.firstLine = firstLine;
  }

  long key() {
    return key;
  }

  long firstLine() {
    return firstLine;
  }

  boolean isCounted() {
    return countLine > 0;
  }

  String family() {
    return family;
  }

  void add(double bound, double value, long line) throws ExpositionFault {
    if (closed) {
      throw fold.fault(
          line,
          family + " has a bucket apart from the others of its histogram, from line " + firstLine);
    }
    if (size == bounds.length) {
      int larger = Math.max(8, 2 * size);
      bounds = Arrays.copyOf(bounds, larger);
      counts = Arrays.copyOf(counts, larger);
      lines = Arrays.copyOf(lines, larger);
    }
    int at = size;
    while (at > 0 && bounds[at - 1] >= bound) {
      refuseTwice(at - 1, bound, line);
      at--;
    }
    insert(at, bound, value, line);
  }

  private void insert(int at, double bound, double value, long line) {
    System.arraycopy(bounds, at, bounds, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    System.arraycopy(lines, at, lines, at + 1, size - at);
    bounds[at] = bound;
    counts[at] = value;
    lines[at] = line;
    size++;
  }

  private void refuseTwice(int at, double bound, long line) throws ExpositionFault {
    if (bounds[at] == bound) {
      throw fold.fault(
          line, family + " has the bucket le=" + bound + " twice, first in line " + lines[at]);
    }
  }

  /** Whether buckets stood together and {@code +Inf} was among them. */
  boolean looksWhole() {
    return !closed && size >= 2 && bounds[size - 1] == Double.POSITIVE_INFINITY;
  }

  void count(double value, long line) throws ExpositionFault {
    if (countLine > 0) {
      throw fold.fault(line, family + "_count appears twice, first in line " + countLine);
    }
    count = value;
    countLine = line;
  }

  /** Judges the buckets and lets them go. */
  void close() throws ExpositionFault {
    if (size == 0 || bounds[size - 1] != Double.POSITIVE_INFINITY) {
      throw fold.fault(firstLine, family + " has a histogram without the bucket le=\"+Inf\"");
    }
    for (int i = 1; i < size; i++) {
      if (counts[i] < counts[i - 1]) {
        throw fold.fault(
            lines[i],
            family
                + (" has buckets that are not cumulative: " + counts[i] + " up to " + bounds[i])
                + (" after " + counts[i - 1] + " up to " + bounds[i - 1]));
      }
    }
    total = counts[size - 1];
    closed = true;
    bounds = NO_NUMBERS;
    counts = NO_NUMBERS;
    lines = NO_LINES;
  }

  /**
   * The page has ended.
   *
   * @param histogram whether the page says that the family is one
   */
  void finish(boolean histogram) throws ExpositionFault {
    if (!closed && size == 0) {
      if (histogram) {
        throw fold.fault(countLine, family + "_count has no buckets beside it");
      }
      return; // a counter or a summary whose name ends like that
    }
    if (!closed) {
      close();
    }
    if (countLine == 0) {
      throw fold.fault(firstLine, family + " has a histogram without its _count");
    }
    if (count != total) {
      throw fold.fault(
          countLine, family + "_count is " + count + ", but its bucket le=\"+Inf\" is " + total);
    }
  }
}
