package org.meshparity.comparator.envelope;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.meshparity.comparator.series.Bounds;

/**
 * What a group gained over a window, as bounds: for every cumulative number (buckets, count, sum)
 * and for every cell between neighbouring buckets. Cells have bounds of their own, because one
 * scrape's counts move together: in a live window the difference of two cumulative bounds would
 * throw that away.
 */
public final class Gains {

  private static final double EXACT_INTEGERS = 0x1p53;
  private static final String INEXACT =
      "its counts are above 2^53, where a sample cannot hold every integer";

  private static final double[] NOTHING = {};

  private final Layout layout;
  private final double[] lower;
  private final double[] upper;
  private final double[] cellLower;
  private final double[] cellUpper;
  private double roundingError;
  private double[] hidden = NOTHING; // as long as nothing is
  private double[] cellHidden = NOTHING;

  private Gains(Layout layout) {
    this.layout = layout;
    this.lower = new double[layout.size()];
    this.upper = new double[layout.size()];
    this.cellLower = layout.buckets() == 0 ? NOTHING : new double[layout.buckets()];
    this.cellUpper = layout.buckets() == 0 ? NOTHING : new double[layout.buckets()];
  }

  /** Nothing gained, for certain. */
  public static Gains none(Layout layout) {
    return new Gains(layout);
  }

  private double hidden(int i) {
    return hidden.length == 0 ? 0 : hidden[i];
  }

  private double cellHidden(int i) {
    return cellHidden.length == 0 ? 0 : cellHidden[i];
  }

  private void hide(double[] numbers, double[] cells) {
    hidden = isNothing(numbers) ? NOTHING : numbers;
    cellHidden = isNothing(cells) ? NOTHING : cells;
  }

  private static boolean isNothing(double[] numbers) {
    for (double number : numbers) {
      if (number != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same as plain numbers, to be written down and read back.
   *
   * @param bounds printed bounds of the buckets, ascending; empty for a counter or a summary
   * @param summed whether there is a sum
   */
  public record Numbers(
      double[] bounds,
      boolean summed,
      double[] lower,
      double[] upper,
      double[] cellLower,
      double[] cellUpper,
      double[] hidden,
      double[] cellHidden,
      double roundingError) {}

  /** As plain numbers. */
  public Numbers numbers() {
    return new Numbers(
        layout.bounds(),
        layout.isHistogram(),
        lower.clone(),
        upper.clone(),
        cellLower.clone(),
        cellUpper.clone(),
        whole(hidden, lower.length),
        whole(cellHidden, cellLower.length),
        roundingError);
  }

  private static double[] whole(double[] numbers, int length) {
    return numbers.length == 0 ? new double[length] : numbers.clone();
  }

  /**
   * From plain numbers.
   *
   * @throws IllegalArgumentException if there are too few or too many, or bounds contradict
   *     themselves
   */
  public static Gains of(Numbers numbers) {
    Gains gains = new Gains(Layout.of(numbers.bounds(), numbers.summed()));
    copy(numbers.lower(), gains.lower);
    copy(numbers.upper(), gains.upper);
    copy(numbers.cellLower(), gains.cellLower);
    copy(numbers.cellUpper(), gains.cellUpper);
    double[] numbersHidden = new double[gains.lower.length];
    double[] cellsHidden = new double[gains.cellLower.length];
    copy(numbers.hidden(), numbersHidden);
    copy(numbers.cellHidden(), cellsHidden);
    gains.hide(numbersHidden, cellsHidden);
    gains.roundingError = numbers.roundingError();
    try {
      gains.check();
    } catch (BrokenSamples e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
    return gains;
  }

  private static void copy(double[] from, double[] into) {
    if (from.length != into.length) {
      throw new IllegalArgumentException(
          "there must be " + into.length + " bounds, were " + from.length);
    }
    System.arraycopy(from, 0, into, 0, into.length);
  }

  /**
   * From the four readings of a window (a, b]; the formulas of SEMANTICS 2, for cumulative numbers
   * and cells alike.
   *
   * @throws BrokenSamples if a reading contradicts itself
   */
  static Gains between(Ends ends) throws BrokenSamples {
    Gains gains = new Gains(ends.layout());
    for (int i = 0; i < gains.lower.length; i++) {
      gains.lower[i] = Math.max(0, ends.lowerAtEnd(i) - ends.upperAtStart(i));
      gains.upper[i] = ends.upperAtEnd(i) - ends.lowerAtStart(i) + ends.hidden(i);
    }
    for (int i = 0; i < gains.cellLower.length; i++) {
      gains.cellLower[i] =
          Math.max(
              0, cell(ends, i, Ends.Corner.LOWER_END) - cell(ends, i, Ends.Corner.UPPER_START));
      gains.cellUpper[i] =
          cell(ends, i, Ends.Corner.UPPER_END)
              - cell(ends, i, Ends.Corner.LOWER_START)
              + hiddenCell(ends, i);
    }
    if (ends.hides()) {
      gains.hide(ends);
    }
    gains.roundingError = ends.roundingError();
    refuseInexact(ends);
    gains.check();
    return gains;
  }

  private void hide(Ends ends) {
    double[] numbers = new double[lower.length];
    double[] cells = new double[cellLower.length];
    Arrays.setAll(numbers, ends::hidden);
    Arrays.setAll(cells, i -> hiddenCell(ends, i));
    hide(numbers, cells);
  }

  /** Counts as such, not only what they gained: neighbouring integers are one number up there. */
  private static void refuseInexact(Ends ends) throws BrokenSamples {
    for (Ends.Corner corner : Ends.Corner.values()) {
      for (int i = 0; i < ends.layout().size(); i++) {
        double value = ends.at(corner, i);
        if (i != ends.layout().sum() && value >= EXACT_INTEGERS && !Double.isInfinite(value)) {
          throw new BrokenSamples(INEXACT);
        }
      }
    }
  }

  private static double cell(Ends ends, int i, Ends.Corner corner) {
    double value = ends.at(corner, i);
    if (Double.isInfinite(value)) {
      return value; // an unknown reading has unknown cells; never infinity minus infinity
    }
    double cell = i == 0 ? value : value - ends.at(corner, i - 1);
    return cell;
  }

  private static double hiddenCell(Ends ends, int i) {
    return i == 0 ? ends.hidden(i) : ends.hidden(i) - ends.hidden(i - 1);
  }

  private void check() throws BrokenSamples {
    for (int i = 0; i < lower.length; i++) {
      if (!(lower[i] <= upper[i])) {
        throw new BrokenSamples(
            "its counts fall between two scrapes without any sign of a restart");
      }
      if (i != layout.sum() && upper[i] >= EXACT_INTEGERS && !Double.isInfinite(upper[i])) {
        throw new BrokenSamples(INEXACT);
      }
    }
    for (int i = 0; i < cellLower.length; i++) {
      if (!(cellLower[i] <= cellUpper[i])) {
        throw new BrokenSamples("its buckets are not cumulative, or counts of one cell fall");
      }
    }
  }

  /**
   * What two parts gained together: two pods, two lives of one counter, or two pieces of a window.
   */
  public Gains plus(Gains other) throws BrokenSamples {
    if (!layout.equals(other.layout)) {
      throw new BrokenSamples(
          "its processes have different buckets: " + layout + " and " + other.layout);
    }
    Gains sum = new Gains(layout);
    add(lower, other.lower, sum.lower);
    add(upper, other.upper, sum.upper);
    add(cellLower, other.cellLower, sum.cellLower);
    add(cellUpper, other.cellUpper, sum.cellUpper);
    if (hidden.length + cellHidden.length + other.hidden.length + other.cellHidden.length > 0) {
      sum.hideBoth(this, other);
    }
    sum.roundingError = roundingError + other.roundingError;
    return sum;
  }

  private void hideBoth(Gains one, Gains other) {
    double[] numbers = new double[lower.length];
    double[] cells = new double[cellLower.length];
    Arrays.setAll(numbers, i -> one.hidden(i) + other.hidden(i));
    Arrays.setAll(cells, i -> one.cellHidden(i) + other.cellHidden(i));
    hide(numbers, cells);
  }

  private static void add(double[] a, double[] b, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = a[i] + b[i];
    }
  }

  /**
   * Whether a series stood still so long that it may have expired and have counted again unseen:
   * the upper bounds hold what that may have hidden.
   */
  public boolean mayHide() {
    return hidden(layout.count()) > 0;
  }

  /** The same if no expiry hid anything, which nothing proves: for telling what keeps it open. */
  public Gains asIfNothingHid() {
    Gains shown = new Gains(layout);
    System.arraycopy(lower, 0, shown.lower, 0, lower.length);
    System.arraycopy(cellLower, 0, shown.cellLower, 0, cellLower.length);
    Arrays.setAll(shown.upper, i -> Math.max(lower[i], upper[i] - hidden(i)));
    Arrays.setAll(shown.cellUpper, i -> Math.max(cellLower[i], cellUpper[i] - cellHidden(i)));
    shown.roundingError = roundingError;
    return shown;
  }

  /** Which numbers there are. */
  public Layout layout() {
    return layout;
  }

  /** What the count gained. */
  public Bounds count() {
    return new Bounds(lower[layout.count()], upper[layout.count()]);
  }

  /** What the cumulative bucket i gained. */
  public Bounds bucket(int i) {
    return new Bounds(lower[i], upper[i]);
  }

  /** What the cell between bucket i - 1 and bucket i gained. */
  public Bounds cell(int i) {
    return new Bounds(cellLower[i], cellUpper[i]);
  }

  /** At least so much gained the cell between bucket i - 1 and bucket i. */
  public double cellLower(int i) {
    return cellLower[i];
  }

  /** At most so much gained the cell between bucket i - 1 and bucket i. */
  public double cellUpper(int i) {
    return cellUpper[i];
  }

  /** What the sum gained, widened by the rounding of its additions, in the side's own unit. */
  public Bounds sum() {
    int i = layout.sum();
    return new Bounds(Math.max(0, lower[i] - roundingError), upper[i] + roundingError);
  }

  /** All of it as numbers one after another, for whoever only adds them to a digest. */
  public void forEachNumber(DoubleConsumer each) {
    for (int i = 0; i < layout.buckets(); i++) {
      each.accept(layout.bound(i));
      each.accept(cellLower[i]);
      each.accept(cellUpper[i]);
    }
    for (int i = 0; i < layout.size(); i++) {
      each.accept(lower[i]);
      each.accept(upper[i]);
    }
    each.accept(roundingError);
    if (mayHide()) {
      Gains shown = asIfNothingHid();
      Arrays.stream(shown.upper).forEach(each);
      Arrays.stream(shown.cellUpper).forEach(each);
    }
  }

  @Override
  public String toString() {
    return layout + " " + Arrays.toString(lower) + ".." + Arrays.toString(upper);
  }
}
