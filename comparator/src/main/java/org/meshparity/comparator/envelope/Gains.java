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

  /** Lower and upper ones, then those of cells: one array, since a run may have millions. */
  private final double[] bounds;

  private double roundingError;
  private double[] hidden = NOTHING; // of numbers, then of cells; as long as nothing is

  private Gains(Layout layout) {
    this.layout = layout;
    this.bounds = new double[2 * (layout.size() + layout.buckets())];
  }

  private int size() {
    return layout.size();
  }

  private int cells() {
    return layout.buckets();
  }

  private double lower(int i) {
    return bounds[i];
  }

  private double upper(int i) {
    return bounds[size() + i];
  }

  private int cell(int i, boolean isUpper) {
    return 2 * size() + (isUpper ? cells() : 0) + i;
  }

  /** Nothing gained, for certain. */
  public static Gains none(Layout layout) {
    return new Gains(layout);
  }

  private double hidden(int i) {
    return hidden.length == 0 ? 0 : hidden[i];
  }

  private double cellHidden(int i) {
    return hidden.length == 0 ? 0 : hidden[size() + i];
  }

  /**
   * Notes what may have been hidden.
   *
   * @param numbers of numbers, then of cells; taken over
   */
  private void hide(double[] numbers) {
    hidden = isNothing(numbers) ? NOTHING : numbers;
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
        Arrays.copyOfRange(bounds, 0, size()),
        Arrays.copyOfRange(bounds, size(), 2 * size()),
        Arrays.copyOfRange(bounds, cell(0, false), cell(0, true)),
        Arrays.copyOfRange(bounds, cell(0, true), bounds.length),
        whole(0, size()),
        whole(size(), size() + cells()),
        roundingError);
  }

  private double[] whole(int from, int to) {
    return hidden.length == 0 ? new double[to - from] : Arrays.copyOfRange(hidden, from, to);
  }

  /**
   * From plain numbers.
   *
   * @throws IllegalArgumentException if there are too few or too many, or bounds contradict
   *     themselves
   */
  public static Gains of(Numbers numbers) {
    Gains gains = new Gains(Layout.of(numbers.bounds(), numbers.summed()));
    int size = gains.size();
    int cells = gains.cells();
    copy(numbers.lower(), gains.bounds, 0, size);
    copy(numbers.upper(), gains.bounds, size, size);
    copy(numbers.cellLower(), gains.bounds, gains.cell(0, false), cells);
    copy(numbers.cellUpper(), gains.bounds, gains.cell(0, true), cells);
    double[] hidden = new double[size + cells];
    copy(numbers.hidden(), hidden, 0, size);
    copy(numbers.cellHidden(), hidden, size, cells);
    gains.hide(hidden);
    gains.roundingError = numbers.roundingError();
    try {
      gains.check();
    } catch (BrokenSamples e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
    return gains;
  }

  private static void copy(double[] from, double[] into, int at, int length) {
    if (from.length != length) {
      throw new IllegalArgumentException(
          "there must be " + length + " bounds, were " + from.length);
    }
    System.arraycopy(from, 0, into, at, length);
  }

  /**
   * From the four readings of a window (a, b]; the formulas of SEMANTICS 2, for cumulative numbers
   * and cells alike.
   *
   * @throws BrokenSamples if a reading contradicts itself
   */
  static Gains between(Ends ends) throws BrokenSamples {
    Gains gains = new Gains(ends.layout());
    for (int i = 0; i < gains.size(); i++) {
      gains.bounds[i] = Math.max(0, ends.lowerAtEnd(i) - ends.upperAtStart(i));
      gains.bounds[gains.size() + i] = ends.upperAtEnd(i) - ends.lowerAtStart(i) + ends.hidden(i);
    }
    for (int i = 0; i < gains.cells(); i++) {
      gains.bounds[gains.cell(i, false)] =
          Math.max(
              0, cell(ends, i, Ends.Corner.LOWER_END) - cell(ends, i, Ends.Corner.UPPER_START));
      gains.bounds[gains.cell(i, true)] =
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
    double[] numbers = new double[size() + cells()];
    Arrays.setAll(numbers, i -> i < size() ? ends.hidden(i) : hiddenCell(ends, i - size()));
    hide(numbers);
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
    for (int i = 0; i < size(); i++) {
      if (!(lower(i) <= upper(i))) {
        throw new BrokenSamples(
            "its counts fall between two scrapes without any sign of a restart");
      }
      if (i != layout.sum() && upper(i) >= EXACT_INTEGERS && !Double.isInfinite(upper(i))) {
        throw new BrokenSamples(INEXACT);
      }
    }
    for (int i = 0; i < cells(); i++) {
      if (!(cellLower(i) <= cellUpper(i))) {
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
    for (int i = 0; i < bounds.length; i++) {
      sum.bounds[i] = bounds[i] + other.bounds[i];
    }
    if (hidden.length + other.hidden.length > 0) {
      sum.hideBoth(this, other);
    }
    sum.roundingError = roundingError + other.roundingError;
    return sum;
  }

  private void hideBoth(Gains one, Gains other) {
    double[] numbers = new double[size() + cells()];
    Arrays.setAll(numbers, i -> one.hidden(i) + other.hidden(i)); // cells stand behind numbers
    hide(numbers);
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
    System.arraycopy(bounds, 0, shown.bounds, 0, bounds.length);
    for (int i = 0; i < size(); i++) {
      shown.bounds[size() + i] = Math.max(lower(i), upper(i) - hidden(i));
    }
    for (int i = 0; i < cells(); i++) {
      shown.bounds[cell(i, true)] = Math.max(cellLower(i), cellUpper(i) - cellHidden(i));
    }
    shown.roundingError = roundingError;
    return shown;
  }

  /** Which numbers there are. */
  public Layout layout() {
    return layout;
  }

  /** What the count gained. */
  public Bounds count() {
    return new Bounds(lower(layout.count()), upper(layout.count()));
  }

  /** What the cumulative bucket i gained. */
  public Bounds bucket(int i) {
    return new Bounds(lower(i), upper(i));
  }

  /** What the cell between bucket i - 1 and bucket i gained. */
  public Bounds cell(int i) {
    return new Bounds(cellLower(i), cellUpper(i));
  }

  /** At least so much gained the cell between bucket i - 1 and bucket i. */
  public double cellLower(int i) {
    return bounds[cell(i, false)];
  }

  /** At most so much gained the cell between bucket i - 1 and bucket i. */
  public double cellUpper(int i) {
    return bounds[cell(i, true)];
  }

  /** What the sum gained, widened by the rounding of its additions, in the side's own unit. */
  public Bounds sum() {
    int i = layout.sum();
    return new Bounds(Math.max(0, lower(i) - roundingError), upper(i) + roundingError);
  }

  /** All of it as numbers one after another, for whoever only adds them to a digest. */
  public void forEachNumber(DoubleConsumer each) {
    for (int i = 0; i < layout.buckets(); i++) {
      each.accept(layout.bound(i));
      each.accept(cellLower(i));
      each.accept(cellUpper(i));
    }
    for (int i = 0; i < layout.size(); i++) {
      each.accept(lower(i));
      each.accept(upper(i));
    }
    each.accept(roundingError);
    if (mayHide()) {
      Gains shown = asIfNothingHid();
      Arrays.stream(shown.bounds, size(), 2 * size()).forEach(each);
      Arrays.stream(shown.bounds, cell(0, true), bounds.length).forEach(each);
    }
  }

  @Override
  public String toString() {
    Numbers shown = numbers();
    return layout + " " + Arrays.toString(shown.lower()) + ".." + Arrays.toString(shown.upper());
  }
}
