package org.meshparity.comparator.series;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads {@code le} of many series, which have few of them: each text is read once. For one thread
 * at a time.
 */
public final class BucketBounds {

  /** More texts than a metric can sensibly have are read as they come. */
  private static final int MOST = 4000;

  private final Map<String, Double> known = new HashMap<>();
  private String lastText = "";
  private double lastBound = Double.NaN;

  /**
   * The bound as a number.
   *
   * @return NaN if the text is no number
   */
  @SuppressWarnings("ReferenceEquality") // another object is looked up
  public double of(String le) {
    if (le != lastText) {
      lastBound = looked(le);
      lastText = le;
    }
    return lastBound;
  }

  private double looked(String le) {
    Double bound = known.get(le);
    if (bound != null) {
      return bound;
    }
    double parsed = BucketBound.parse(le);
    if (known.size() < MOST) {
      known.put(le, parsed);
    }
    return parsed;
  }
}
