package org.meshparity.comparator.series;

import java.util.Arrays;

/**
 * The elements of one answer, in which each label set may stand once for each {@code le}: rows of
 * numbers, since there are millions. They are kept apart from all else until the answer has ended,
 * as nothing of half an answer may be used.
 */
public final class Sums {

  private final LabelSets known;
  private int[] sets = new int[64];
  private int[] les = new int[64];
  private double[] values = new double[64];
  private int size;

  /** No elements yet. */
  public Sums(LabelSets known) {
    this.known = known;
  }

  /** The label sets that the numbers mean. */
  public LabelSets known() {
    return known;
  }

  /** One element. */
  public void add(Labels labels, double value) {
    add(known.of(labels.without("le")), known.le(labels.get("le")), value);
  }

  /** One element by its numbers. */
  public void add(int set, int le, double value) {
    if (size == sets.length) {
      int larger = size + (size >> 1);
      sets = Arrays.copyOf(sets, larger);
      les = Arrays.copyOf(les, larger);
      values = Arrays.copyOf(values, larger);
    }
    sets[size] = set;
    les[size] = le;
    values[size++] = value;
  }

  /** How many elements there are. */
  public int size() {
    return size;
  }

  /** Which label set element i has, {@code le} aside. */
  public int set(int i) {
    return sets[i];
  }

  /** Which {@code le} it has. */
  public int le(int i) {
    return les[i];
  }

  /** Its labels, {@code le} among them. */
  public Labels labels(int i) {
    Labels labels = known.labels(sets[i]);
    return les[i] == 0 ? labels : labels.with("le", known.text(les[i]));
  }

  /** Its value, which may be NaN or infinite. */
  public double value(int i) {
    return values[i];
  }
}
