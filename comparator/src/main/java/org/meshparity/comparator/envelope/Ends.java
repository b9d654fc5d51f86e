package org.meshparity.comparator.envelope;

import java.util.Arrays;

/**
 * Lower and upper readings of a group's numbers at both ends of a window: what the last sample
 * before an instant shows is a lower bound there, what the first one after it shows is an upper
 * bound.
 */
final class Ends {

  /** Which reading. */
  enum Corner {
    LOWER_START(0),
    UPPER_START(1),
    LOWER_END(2),
    UPPER_END(3);

    private final int position;

    Corner(int position) {
      this.position = position;
    }

    /** Where a row of four readings holds it. */
    int position() {
      return position;
    }
  }

  /**
   * How far a store may be off with a fraction, as a share of it. VictoriaMetrics keeps decimals: a
   * value under a million is cut where what is left of it is less than a 10^12th. Others keep every
   * bit; but a relay in front of a store need not say what stands behind it, and next to any
   * tolerance this is nothing, so every sum is taken for one of such decimals. Whole numbers, as
   * all counts are, are stored exactly.
   */
  private static final double STORED = 1e-12;

  private static final int HIDDEN = Corner.values().length;

  private final Layout layout;
  private final int width;
  private final double[] rows;
  private boolean hides;

  Ends(Layout layout) {
    this.layout = layout;
    this.width = layout.size();
    this.rows = new double[(HIDDEN + 1) * width];
  }

  Layout layout() {
    return layout;
  }

  double at(Corner corner, int i) {
    return rows[corner.position() * width + i];
  }

  void set(Corner corner, Child child, int scrape) {
    child.copy(scrape, rows, corner.position() * width);
  }

  void set(Corner corner, int i, double value) {
    rows[corner.position() * width + i] = value;
  }

  void zero(Corner corner) {
    fill(corner, 0);
  }

  void unknown(Corner corner) {
    fill(corner, Double.POSITIVE_INFINITY);
  }

  private void fill(Corner corner, double value) {
    int from = corner.position() * width;
    Arrays.fill(rows, from, from + width, value);
  }

  /** Adds what an expiry and return that no sample shows may have hidden. */
  void hide(double[] values, double times) {
    hides = true;
    for (int i = 0; i < width; i++) {
      rows[HIDDEN * width + i] += times * values[i];
    }
  }

  /** Whether anything may be hidden. */
  boolean hides() {
    return hides;
  }

  double hidden(int i) {
    return rows[HIDDEN * width + i];
  }

  double lowerAtStart(int i) {
    return at(Corner.LOWER_START, i);
  }

  double upperAtStart(int i) {
    return at(Corner.UPPER_START, i);
  }

  double lowerAtEnd(int i) {
    return at(Corner.LOWER_END, i);
  }

  double upperAtEnd(int i) {
    return at(Corner.UPPER_END, i);
  }

  /**
   * How far what the sum gained may be off the exact sum of what was added: every addition rounds
   * by at most 2^-53 of the result, and a store by its own share, at both ends of a window.
   */
  double roundingError() {
    if (!layout.isHistogram()) {
      return 0;
    }
    double additions =
        Math.max(known(layout.count(), Corner.UPPER_END), known(layout.count(), Corner.LOWER_END))
            + 1;
    double size =
        Math.max(known(layout.sum(), Corner.UPPER_END), known(layout.sum(), Corner.LOWER_END));
    return 2 * (additions * 0x1p-53 + STORED) * size;
  }

  private double known(int i, Corner corner) {
    double value = at(corner, i);
    return Double.isInfinite(value) ? 0 : value;
  }
}
