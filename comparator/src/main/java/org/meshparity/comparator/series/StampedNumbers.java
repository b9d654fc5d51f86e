package org.meshparity.comparator.series;

import java.util.Arrays;
import java.util.function.DoubleToLongFunction;

/**
 * What one target shows about each of its scrapes, as whole numbers of 0 or more by the scrape's
 * time. Of several series, as of two scrape jobs that share a target, the larger number counts. Two
 * plain rows, since a side may have thousands of targets.
 */
public final class StampedNumbers {

  /** Nothing is shown. */
  public static final StampedNumbers NONE = new StampedNumbers(new long[0], new long[0]);

  private final long[] stamps;
  private final long[] numbers;

  private StampedNumbers(long[] stamps, long[] numbers) {
    this.stamps = stamps;
    this.numbers = numbers;
  }

  /** Of {@code up}: 1 for a scrape that succeeded, else 0. */
  public static StampedNumbers successes(RawSeries up) {
    return of(up, value -> value == 1 ? 1 : 0);
  }

  /**
   * Of one series.
   *
   * @param number negative where a sample shows nothing
   */
  public static StampedNumbers of(RawSeries series, DoubleToLongFunction number) {
    long[] numbers = new long[series.size()];
    long[] stamps = series.timestamps();
    int size = 0;
    for (int i = 0; i < numbers.length; i++) {
      long one = number.applyAsLong(series.value(i));
      if (one >= 0) {
        if (size < i && stamps == series.timestamps()) {
          stamps = stamps.clone();
        }
        stamps[size] = series.timestamp(i);
        numbers[size++] = one;
      }
    }
    return size == numbers.length
        ? new StampedNumbers(stamps, numbers)
        : new StampedNumbers(Arrays.copyOf(stamps, size), Arrays.copyOf(numbers, size));
  }

  /** Both together. */
  public StampedNumbers with(StampedNumbers other) {
    long[] allStamps = new long[stamps.length + other.stamps.length];
    long[] allNumbers = new long[allStamps.length];
    int here = 0;
    int there = 0;
    int size = 0;
    while (here < stamps.length || there < other.stamps.length) {
      long mine = here < stamps.length ? stamps[here] : Long.MAX_VALUE;
      long others = there < other.stamps.length ? other.stamps[there] : Long.MAX_VALUE;
      long number = mine <= others ? numbers[here] : 0;
      allStamps[size] = Math.min(mine, others);
      allNumbers[size++] = others <= mine ? Math.max(number, other.numbers[there]) : number;
      here += mine <= others ? 1 : 0;
      there += others <= mine ? 1 : 0;
    }
    return new StampedNumbers(Arrays.copyOf(allStamps, size), Arrays.copyOf(allNumbers, size));
  }

  /** How many scrapes it shows something about. */
  public int size() {
    return stamps.length;
  }

  /** When the i-th of them was, in milliseconds since the epoch; ascending. */
  public long stamp(int i) {
    return stamps[i];
  }

  /** What is shown about it. */
  public long number(int i) {
    return numbers[i];
  }

  /** The largest number; the other one if there is none. */
  public long largest(long otherwise) {
    long largest = stamps.length == 0 ? otherwise : 0;
    for (long number : numbers) {
      largest = Math.max(largest, number);
    }
    return largest;
  }

  /** The times of all scrapes about which just this number is shown. */
  public long[] stampsOf(long number) {
    long[] found = new long[stamps.length];
    int size = 0;
    for (int i = 0; i < stamps.length; i++) {
      if (numbers[i] == number) {
        found[size++] = stamps[i];
      }
    }
    return Arrays.copyOf(found, size);
  }

  /**
   * What is shown about each of some scrapes.
   *
   * @param ascending their times
   * @param otherwise where nothing is
   */
  public long[] at(long[] ascending, long otherwise) {
    long[] found = new long[ascending.length];
    int next = 0;
    for (int i = 0; i < found.length; i++) {
      while (next < stamps.length && stamps[next] < ascending[i]) {
        next++;
      }
      found[i] = next < stamps.length && stamps[next] == ascending[i] ? numbers[next] : otherwise;
    }
    return found;
  }
}
