package org.meshparity.comparator.series;

import java.util.Arrays;

/**
 * Finds out which series are one label set of a metric: all labels count but the metric's name and,
 * among those of a bucket, {@code le}. Thousands of series in a row share the array of their names,
 * so what depends on names alone is looked at once for all of them. For one thread at a time.
 */
public final class ChildLabels {

  private static final String[] NONE = {};

  /** What is known of an array of names. */
  private static final class Names {
    private final boolean ofBuckets;
    private String[] names = NONE;
    private int name = -1;
    private int le = -1;
    private int hash;
    private String[] withoutLe = NONE;

    Names(boolean ofBuckets) {
      this.ofBuckets = ofBuckets;
    }

    Names of(Labels labels) {
      String[] others = labels.names();
      if (others != names) {
        names = others;
        name = Arrays.binarySearch(others, Labels.NAME);
        le = ofBuckets ? Arrays.binarySearch(others, "le") : -1;
        withoutLe = le < 0 ? others : Labels.without(others, le);
        hash = 0;
        for (int i = 0; i < others.length; i++) {
          hash = skips(i) ? hash : 31 * hash + others[i].hashCode();
        }
      }
      return this;
    }

    boolean skips(int place) {
      return place == name || place == le;
    }

    /** How many labels count. */
    int size() {
      return names.length - (name < 0 ? 0 : 1) - (le < 0 ? 0 : 1);
    }

    boolean sameAs(Names others) {
      return size() == others.size() && same(names, this, others.names, others);
    }

    /** Whether two rows hold the same wherever it counts. */
    static boolean same(String[] one, Names ofOne, String[] other, Names ofOther) {
      int there = 0;
      for (int i = 0; i < one.length; i++) {
        if (ofOne.skips(i)) {
          continue;
        }
        while (ofOther.skips(there)) {
          there++;
        }
        if (!one[i].equals(other[there])) {
          return false;
        }
        there++;
      }
      return true;
    }
  }

  private final Names buckets = new Names(true);
  private final Names others = new Names(false);
  private final Names children = new Names(false);
  private Names comparedAs = others;
  private String[] compared = NONE;
  private String[] comparedWith = NONE;
  private boolean sameNames;

  /**
   * A hash of what counts.
   *
   * @param bucket whether they are those of a bucket
   */
  public int hash(Labels labels, boolean bucket) {
    Names names = names(labels, bucket);
    String[] values = labels.values();
    int hash = names.hash;
    for (int i = 0; i < values.length; i++) {
      if (!names.skips(i)) {
        hash = 31 * hash + values[i].hashCode();
      }
    }
    return hash;
  }

  /**
   * Whether a series is one of a child.
   *
   * @param bucket whether it is a bucket
   * @param child as {@link #ofChild} gave it of another of its series
   */
  public boolean same(Labels labels, boolean bucket, Labels child) {
    Names one = names(labels, bucket);
    Names other = children.of(child);
    if (one != comparedAs || one.names != compared || other.names != comparedWith) {
      comparedAs = one;
      compared = one.names;
      comparedWith = other.names;
      sameNames = one.sameAs(other);
    }
    return sameNames && Names.same(labels.values(), one, child.values(), other);
  }

  /** The {@code le} of a bucket; empty if it has none. */
  public String le(Labels bucket) {
    int le = names(bucket, true).le;
    return le < 0 ? "" : bucket.values()[le];
  }

  /** The labels of a child by one of its series; children next to each other share their names. */
  public Labels ofChild(Labels labels, boolean bucket) {
    Names names = names(labels, bucket);
    return names.le < 0 ? labels : labels.without(names.le, names.withoutLe);
  }

  private Names names(Labels labels, boolean bucket) {
    return (bucket ? buckets : others).of(labels);
  }
}
