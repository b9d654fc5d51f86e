package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.meshparity.comparator.series.ChildLabels;
import org.meshparity.comparator.series.Labels;

/**
 * The children of a metric, found by their labels but for the metric's name. Hashes stand in a row
 * of their own: of thousands of children hardly any but the one wanted is touched.
 */
final class ChildTable {

  private final ChildLabels differ = new ChildLabels();
  private final List<ChildSeries> children = new ArrayList<>();
  private int[] hashes = new int[64];
  private int[] places = new int[64]; // in the list, and one more; 0 is free

  /**
   * The child that a series is one of; one without any if there was none.
   *
   * @param bucket whether the series is a bucket
   * @param group of the labels of a child that is not known yet
   */
  ChildSeries of(
      Named named, Labels labels, boolean bucket, BiFunction<Named, Labels, GroupKey> group) {
    int hash = differ.hash(labels, bucket);
    int mask = places.length - 1;
    for (int slot = slot(hash); places[slot] != 0; slot = (slot + 1) & mask) {
      if (hashes[slot] == hash) {
        ChildSeries child = children.get(places[slot] - 1);
        if (differ.same(labels, bucket, child.labels()) && child.named().equals(named)) {
          return child;
        }
      }
    }
    Labels own = differ.ofChild(labels, bucket);
    ChildSeries fresh = new ChildSeries(named, own, group.apply(named, own));
    add(fresh, hash);
    return fresh;
  }

  private void add(ChildSeries child, int hash) {
    children.add(child);
    if (2 * children.size() > places.length) {
      grow();
    }
    put(hash, children.size());
  }

  /** The {@code le} of a bucket. */
  String le(Labels bucket) {
    return differ.le(bucket);
  }

  /** All, in the order in which they came. */
  List<ChildSeries> all() {
    return children;
  }

  private void put(int hash, int place) {
    int slot = slot(hash);
    while (places[slot] != 0) {
      slot = (slot + 1) & (places.length - 1);
    }
    hashes[slot] = hash;
    places[slot] = place;
  }

  private int slot(int hash) {
    return ((hash * 0x9E3779B9) >>> 7) & (places.length - 1);
  }

  private void grow() {
    int[] known = places;
    int[] knownHashes = hashes;
    places = new int[2 * known.length];
    hashes = new int[places.length];
    for (int i = 0; i < known.length; i++) {
      if (known[i] != 0) {
        put(knownHashes[i], known[i]);
      }
    }
  }
}
