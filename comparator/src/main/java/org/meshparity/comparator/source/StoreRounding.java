package org.meshparity.comparator.source;

import org.meshparity.comparator.series.Labels;

/**
 * Undoes what a store's own rounding does to a counter that stands still. VictoriaMetrics keeps the
 * values of a block as decimals of one scale, so the same sum of fractions may read 0.3 in one
 * block and 0.30000000000000004 in the next: a fall in the last digits, which is no restart, as a
 * process that starts again counts from 0. Whole numbers are stored exactly; their falls stay.
 */
final class StoreRounding {

  /** VictoriaMetrics keeps 12 digits of a fraction at least, so two readings differ by two such. */
  private static final double LAST_DIGITS = 2e-12;

  private StoreRounding() {}

  /** Hands series on with such falls levelled. */
  static ElementReader.Sink levelled(ElementReader.Sink into) {
    return (Labels labels, long[] timestamps, double[] values) -> {
      level(values);
      into.accept(labels, timestamps, values);
    };
  }

  /** Changes the values in place. */
  static void level(double[] values) {
    for (int i = 1; i < values.length; i++) {
      if (values[i] < values[i - 1] && isRounding(values[i - 1], values[i])) {
        values[i] = values[i - 1];
      }
    }
  }

  private static boolean isRounding(double before, double after) {
    boolean whole = before == Math.rint(before) && after == Math.rint(after);
    return !whole && after > 0 && before - after <= LAST_DIGITS * before;
  }
}
