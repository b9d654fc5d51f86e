package org.meshparity.comparator.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for label sets, and for what stands in {@code le}. A server that adds up names each group
 * again in every answer, once for each of its buckets; with numbers it is looked at once. For one
 * thread at a time.
 */
public final class LabelSets {

  private final List<Labels> sets = new ArrayList<>();
  private final Map<Labels, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Integer> textNumbers = new HashMap<>();
  private double[] bounds = new double[32];

  /** With the absent {@code le} as number 0. */
  public LabelSets() {
    le("");
  }

  /**
   * The number of a label set, from 0.
   *
   * @param labels without {@code le}
   */
  public int of(Labels labels) {
    Integer known = numbers.putIfAbsent(labels, sets.size());
    if (known != null) {
      return known;
    }
    sets.add(labels);
    return sets.size() - 1;
  }

  /** The label set of a number. */
  public Labels labels(int set) {
    return sets.get(set);
  }

  /** How many label sets there are. */
  public int size() {
    return sets.size();
  }

  /** The number of what stands in {@code le}, from 0, which is the absent one. */
  public int le(String text) {
    Integer known = textNumbers.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    int number = texts.size();
    texts.add(text);
    if (number == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * number);
    }
    bounds[number] = BucketBound.parse(text);
    return number;
  }

  /** What stands in {@code le}. */
  public String text(int le) {
    return texts.get(le);
  }

  /** The bound that it means; NaN if it is no number. */
  public double bound(int le) {
    return bounds[le];
  }
}
