package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;

/**
 * The children of a metric, found by their labels but for the metric's name. Hashes stand in a row
 * of their own: of thousands of children hardly any but the one wanted is touched.
 */
final class ChildTable {

  private final List<ChildSeries> children = new ArrayList<>();
  private int[] hashes = new int[64];
  private int[] places = new int[64]; // in the list, and one more; 0 is free

  /** The child, or null if it is not known yet. */
  @Nullable ChildSeries find(Named named, Labels labels, int hash) {
    int mask = places.length - 1;
    for (int slot = slot(hash); places[slot] != 0; slot = (slot + 1) & mask) {
      if (hashes[slot] == hash) {
        ChildSeries child = children.get(places[slot] - 1);
        if (child.is(named, labels)) {
          return child;
        }
      }
    }
    return null;
  }

  /** Adds one that is not known yet. */
  void add(ChildSeries child) {
    children.add(child);
    if (2 * children.size() > places.length) {
      grow();
    }
    put(child.hash(), children.size());
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
