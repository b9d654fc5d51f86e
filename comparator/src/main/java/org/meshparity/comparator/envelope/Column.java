package org.meshparity.comparator.envelope;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One number of a child at successive scrapes, as small as it can be kept without losing a bit: a
 * count that stands still is one number, and one that never falls is mostly its beginning and a few
 * bits for each scrape. Half of all memory that raw samples take is saved by that even where much
 * is counted.
 */
final class Column {

  /** Below it a whole number and a small step of it are exact. */
  private static final double EXACT = 0x1p52;

  private final double begin;
  private final char @Nullable [] steps;
  private final int @Nullable [] largeSteps;
  private final double @Nullable [] values;
  private final boolean ascending;

  private Column(
      double begin,
      char @Nullable [] steps,
      int @Nullable [] largeSteps,
      double @Nullable [] values,
      boolean ascending) {
    this.begin = begin;
    this.steps = steps;
    this.largeSteps = largeSteps;
    this.values = values;
    this.ascending = ascending;
  }

  /** Takes the array over as it is, where few series are read and soon forgotten. */
  static Column asRead(double[] values) {
    return new Column(0, null, null, values, values.length > 0 && ascends(values));
  }

  /** As small as can be; nobody writes to the array any more. */
  static Column of(double[] values) {
    if (values.length == 0) {
      return new Column(0, null, null, values, false);
    }
    double begin = values[0];
    double range = values[values.length - 1] - begin;
    Column small = null;
    if (range == 0) {
      small = still(values);
    } else if (begin >= 0 && range > 0 && range <= Character.MAX_VALUE) {
      small = small(values);
    } else if (begin >= 0 && range > 0 && range <= Integer.MAX_VALUE) {
      small = large(values);
    }
    return small == null ? new Column(begin, null, null, values, ascends(values)) : small;
  }

  private static @Nullable Column still(double[] values) {
    double begin = values[0];
    long bits = Double.doubleToRawLongBits(begin);
    for (double value : values) {
      if (Double.doubleToRawLongBits(value) != bits) {
        return null;
      }
    }
    return new Column(begin, null, null, null, begin >= 0 && begin < Double.POSITIVE_INFINITY);
  }

  /**
   * Null if any number is not a whole step from the first, bit by bit since zero has two signs, or
   * less than the one before.
   */
  private static @Nullable Column small(double[] values) {
    double begin = values[0];
    char[] steps = new char[values.length];
    long differs = 0; // looked at in the end: branches cost more than all the rest
    int falls = 0;
    int last = 0;
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      int step = (int) (value - begin);
      differs |= Double.doubleToRawLongBits(begin + step) ^ Double.doubleToRawLongBits(value);
      falls |= step | (step - last);
      steps[i] = (char) step;
      last = step;
    }
    return differs != 0 || falls < 0 ? null : new Column(begin, steps, null, null, true);
  }

  private static @Nullable Column large(double[] values) {
    double begin = values[0];
    int[] steps = new int[values.length];
    long differs = 0; // looked at in the end: branches cost more than all the rest
    int falls = 0;
    int last = 0;
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      int step = (int) (value - begin);
      differs |= Double.doubleToRawLongBits(begin + step) ^ Double.doubleToRawLongBits(value);
      falls |= step | (step - last);
      steps[i] = step;
      last = step;
    }
    return differs != 0 || falls < 0 ? null : new Column(begin, null, steps, null, true);
  }

  private static boolean ascends(double[] values) {
    double last = 0;
    for (double value : values) {
      if (!(value >= last)) { // nor is NaN
        return false;
      }
      last = value;
    }
    return last < Double.POSITIVE_INFINITY;
  }

  /** The number at a row. */
  double at(int row) {
    if (steps != null) {
      return begin + steps[row];
    }
    if (largeSteps != null) {
      return begin + largeSteps[row];
    }
    return values == null ? begin : values[row];
  }

  /** Whether all numbers are counts, and none is smaller than one before. */
  boolean ascends() {
    return ascending;
  }

  /** Whether no number of the first rows is larger than the other column's in the same row. */
  boolean within(Column other, int rows) {
    if (ascending && other.ascending && at(rows - 1) <= other.at(0)) {
      return true;
    }
    if (steps != null && other.steps != null) {
      return within(begin, steps, other.begin, other.steps, rows);
    }
    for (int row = 0; row < rows; row++) {
      if (!(at(row) <= other.at(row))) {
        return false;
      }
    }
    return true;
  }

  private static boolean within(
      double begin, char[] steps, double otherBegin, char[] otherSteps, int rows) {
    int more = (int) (otherBegin - begin);
    if (begin == Math.rint(begin) && otherBegin == begin + more && otherBegin < EXACT) {
      return within(steps, otherSteps, more, rows);
    }
    for (int row = 0; row < rows; row++) {
      if (!(begin + steps[row] <= otherBegin + otherSteps[row])) {
        return false;
      }
    }
    return true;
  }

  private static boolean within(char[] steps, char[] otherSteps, long more, int rows) {
    for (int row = 0; row < rows; row++) {
      if (steps[row] > more + otherSteps[row]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the numbers of the first rows are the other column's. */
  boolean sameAs(Column other, int rows) {
    if (steps != null && other.steps != null && begin == other.begin) {
      return Arrays.equals(steps, 0, rows, other.steps, 0, rows);
    }
    for (int row = 0; row < rows; row++) {
      if (at(row) != other.at(row)) {
        return false;
      }
    }
    return true;
  }
}
