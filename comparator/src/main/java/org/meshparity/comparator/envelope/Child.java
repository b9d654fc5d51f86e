package org.meshparity.comparator.envelope;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One label set of a metric on one target, scrape by scrape: for a counter one number, for a
 * histogram its buckets, count and sum. All numbers stand in one array, scrape after scrape, from
 * the first scrape that may show the child to the last.
 */
public final class Child {

  private final Layout layout;
  private final int width;
  private final int first;
  private final int rows;
  private final double[] numbers;
  private final boolean @Nullable [] present;
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
    this.numbers = new double[rows * width];
    this.present = new boolean[rows];
  }

  /**
   * A child that successive scrapes show, whose numbers are taken over.
   *
   * @param numbers of one scrape after the other; more than belong to the scrapes are not looked at
   */
  Child(Layout layout, int first, int behind, double[] numbers) {
    this.layout = layout;
    this.width = layout.size();
    this.first = first;
    this.rows = behind - first;
    this.numbers = numbers;
    this.present = null;
  }

  /** Which numbers it has. */
  public Layout layout() {
    return layout;
  }

  /** Notes one number at one successful scrape. */
  public void set(int scrape, int position, double value) {
    int row = scrape - first;
    steadiness = Steadiness.UNKNOWN;
    if (present != null && !present[row]) {
      present[row] = true;
      if (width > 1) {
        Arrays.fill(numbers, row * width, (row + 1) * width, Double.NaN);
      }
    }
    numbers[row * width + position] = value;
  }

  boolean presentAt(int scrape) {
    int row = scrape - first;
    return row >= 0 && row < rows && (present == null || present[row]);
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
    return numbers[(scrape - first) * width + position];
  }

  /** All numbers of a scrape. */
  double[] at(int scrape) {
    int from = (scrape - first) * width;
    return Arrays.copyOfRange(numbers, from, from + width);
  }

  void copy(int scrape, double[] into, int at) {
    System.arraycopy(numbers, (scrape - first) * width, into, at, width);
  }

  /** Whether any number is smaller than at an earlier scrape. */
  boolean fellBetween(int earlier, int later) {
    int before = (earlier - first) * width;
    int after = (later - first) * width;
    for (int i = 0; i < width; i++) {
      if (numbers[after + i] < numbers[before + i]) {
        return true;
      }
    }
    return false;
  }

  boolean sameAt(int earlier, int later) {
    int before = (earlier - first) * width;
    int after = (later - first) * width;
    return Arrays.equals(numbers, before, before + width, numbers, after, after + width);
  }

  /**
   * Refuses what is no count.
   *
   * @throws BrokenSamples naming what is wrong
   */
  void check() throws BrokenSamples {
    for (int row = 0; row < rows; row++) {
      if (present == null || present[row]) {
        check(row * width);
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
    for (int row = 0; row < rows; row++) {
      if (present != null && !present[row]) {
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

  private void check(int from) throws BrokenSamples {
    for (int i = from; i < from + width; i++) {
      if (!(numbers[i] >= 0 && numbers[i] < Double.POSITIVE_INFINITY)) {
        throw noCount(numbers[i]);
      }
    }
    int buckets = layout.buckets();
    for (int i = 1; i < buckets; i++) {
      if (numbers[from + i] < numbers[from + i - 1]) {
        throw new BrokenSamples(
            "its buckets are not cumulative: le="
                + layout.bound(i)
                + " holds less than the one below");
      }
    }
    if (buckets > 0 && numbers[from + buckets - 1] != numbers[from + layout.count()]) {
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
