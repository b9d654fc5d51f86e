package org.meshparity.comparator.envelope;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One label set of a metric on one target, scrape by scrape: for a counter one number, for a
 * histogram its buckets, count and sum. What successive scrapes show stands in a column for each
 * number; else all numbers stand in one array, scrape after scrape, from the first scrape that may
 * show the child to the last.
 */
public final class Child {

  private static final double[] NONE = {};
  private static final boolean[] ALL = {};

  private final Layout layout;
  private final int width;
  private final int first;
  private final int rows;
  private final Column @Nullable [] columns;
  private final double[] numbers;
  private final boolean[] present;
  private Steadiness steadiness = Steadiness.UNKNOWN;

  private enum Steadiness {
    UNKNOWN,
    STEADY,
    OTHERWISE
  }

  /**
   * An empty child.
   *
   * @param scrapes how many successful scrapes the target has
   */
  public Child(Layout layout, int scrapes) {
    this(layout, 0, scrapes);
  }

  /**
   * An empty child of which only some scrapes will be noted.
   *
   * @param first the first of them
   * @param behind behind the last of them
   */
  Child(Layout layout, int first, int behind) {
    this.layout = layout;
    this.width = layout.size();
    this.first = first;
    this.rows = behind - first;
    this.columns = null;
    this.numbers = new double[rows * width];
    this.present = new boolean[rows];
  }

  /**
   * A child that successive scrapes show.
   *
   * @param columns one for each number; more rows than belong to the scrapes are not looked at
   */
  Child(Layout layout, int first, int behind, Column[] columns) {
    this.layout = layout;
    this.width = layout.size();
    this.first = first;
    this.rows = behind - first;
    this.columns = columns;
    this.numbers = NONE;
    this.present = ALL;
  }

  /** Which numbers it has. */
  public Layout layout() {
    return layout;
  }

  /** Notes one number at one successful scrape, of a child that began empty. */
  public void set(int scrape, int position, double value) {
    int row = scrape - first;
    steadiness = Steadiness.UNKNOWN;
    if (!present[row]) {
      present[row] = true;
      if (width > 1) {
        Arrays.fill(numbers, row * width, (row + 1) * width, Double.NaN);
      }
    }
    numbers[row * width + position] = value;
  }

  boolean presentAt(int scrape) {
    int row = scrape - first;
    return row >= 0 && row < rows && (columns != null || present[row]);
  }

  /** The first scrape at which it may be present. */
  int first() {
    return first;
  }

  /** Behind the last one. */
  int behind() {
    return first + rows;
  }

  double at(int scrape, int position) {
    return number(scrape - first, position);
  }

  private double number(int row, int position) {
    return columns == null ? numbers[row * width + position] : columns[position].at(row);
  }

  /** All numbers of a scrape. */
  double[] at(int scrape) {
    double[] all = new double[width];
    copy(scrape, all, 0);
    return all;
  }

  void copy(int scrape, double[] into, int at) {
    int row = scrape - first;
    if (columns == null) {
      System.arraycopy(numbers, row * width, into, at, width);
      return;
    }
    for (int i = 0; i < width; i++) {
      into[at + i] = columns[i].at(row);
    }
  }

  /** Whether any number is smaller than at an earlier scrape. */
  boolean fellBetween(int earlier, int later) {
    if (steadiness == Steadiness.STEADY) {
      return false;
    }
    for (int i = 0; i < width; i++) {
      if (at(later, i) < at(earlier, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether all numbers are those of another scrape, bit by bit; sum and count move first. */
  boolean sameAt(int earlier, int later) {
    for (int i = width - 1; i >= 0; i--) {
      if (Double.doubleToLongBits(at(earlier, i)) != Double.doubleToLongBits(at(later, i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Refuses what is no count.
   *
   * @throws BrokenSamples naming what is wrong
   */
  void check() throws BrokenSamples {
    if (steady()) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      if (columns != null || present[row]) {
        check(row);
      }
    }
  }

  /**
   * Whether every scrape from the first to the last shows it, all its numbers are counts and none
   * of them ever falls: then nothing is to be cut and nothing to be refused.
   */
  boolean steady() {
    if (steadiness == Steadiness.UNKNOWN) {
      steadiness = rows > 0 && isSteady() ? Steadiness.STEADY : Steadiness.OTHERWISE;
    }
    return steadiness == Steadiness.STEADY;
  }

  private boolean isSteady() {
    if (columns != null) {
      return isSteady(columns);
    }
    for (int row = 0; row < rows; row++) {
      if (!present[row]) {
        return false;
      }
    }
    for (int i = 0; i < width; i++) {
      if (!(numbers[i] >= 0 && numbers[(rows - 1) * width + i] < Double.POSITIVE_INFINITY)) {
        return false;
      }
    }
    for (int i = width; i < rows * width; i++) {
      if (!(numbers[i] >= numbers[i - width])) { // nor is NaN
        return false;
      }
    }
    return layout.buckets() == 0 || isCumulative();
  }

  private boolean isSteady(Column[] all) {
    for (Column column : all) {
      if (!column.ascends()) {
        return false;
      }
    }
    int last = layout.buckets() - 1;
    for (int i = 0; i < last; i++) {
      if (!all[i].within(all[i + 1], rows)) {
        return false;
      }
    }
    return last < 0 || all[last].sameAs(all[layout.count()], rows);
  }

  private boolean isCumulative() {
    for (int row = 0; row < rows; row++) {
      int from = row * width;
      int last = from + layout.buckets() - 1;
      for (int i = from; i < last; i++) {
        if (!(numbers[i] <= numbers[i + 1])) {
          return false;
        }
      }
      if (numbers[last] != numbers[from + layout.count()]) {
        return false;
      }
    }
    return true;
  }

  private void check(int row) throws BrokenSamples {
    for (int i = 0; i < width; i++) {
      double number = number(row, i);
      if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
        throw noCount(number);
      }
    }
    int buckets = layout.buckets();
    for (int i = 1; i < buckets; i++) {
      if (number(row, i) < number(row, i - 1)) {
        throw new BrokenSamples(
            "its buckets are not cumulative: le="
                + layout.bound(i)
                + " holds less than the one below");
      }
    }
    if (buckets > 0 && number(row, buckets - 1) != number(row, layout.count())) {
      throw new BrokenSamples("its count and its +Inf bucket differ");
    }
  }

  private static BrokenSamples noCount(double value) {
    return new BrokenSamples(
        Double.isNaN(value)
            ? "it has a sample that is NaN, or a bucket, sum or count that is missing in a scrape"
            : "it has a sample of " + value + ", which no counter can reach");
  }
}
