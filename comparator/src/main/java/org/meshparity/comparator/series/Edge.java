package org.meshparity.comparator.series;

/**
 * Where a bucket really ends: it counts every value below {@code certain} and none above {@code
 * possible}. Exact edges have both alike.
 *
 * @param certain lower cut (SEMANTICS: P)
 * @param possible upper cut (SEMANTICS: Q), not before {@code certain}
 */
public record Edge(Cut certain, Cut possible) {

  public Edge {
    if (certain.compareTo(possible) > 0) {
      throw new IllegalArgumentException(
          "an edge must not end before it begins, was " + certain + " and " + possible);
    }
  }

  /** Whether it is known exactly what the bucket counts. */
  public boolean exact() {
    return certain.equals(possible);
  }
}
