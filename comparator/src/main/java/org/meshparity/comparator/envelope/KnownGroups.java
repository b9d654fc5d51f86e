package org.meshparity.comparator.envelope;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.LabelValues;
import org.meshparity.comparator.series.Labels;

/**
 * Which group a series is of, by the values of all labels that decide it: each combination is
 * mapped once, however many series, metrics and targets show it. For one thread at a time.
 */
final class KnownGroups {

  private final LabelValues reader;
  private final String[] row;
  private int[] hashes = new int[64];
  private @Nullable Known[] known = new Known[64];
  private int size;

  private record Known(String[] values, GroupKey group) {}

  /**
   * None yet.
   *
   * @param deciding all labels that a group depends on
   */
  KnownGroups(List<String> deciding) {
    this.reader = new LabelValues(deciding);
    this.row = new String[reader.size()];
  }

  /**
   * The group of a series.
   *
   * @param mapping finds it where the combination is new
   */
  GroupKey of(Labels labels, Function<Labels, GroupKey> mapping) {
    reader.read(labels, row);
    int hash = 0;
    for (String value : row) {
      hash = 31 * hash + value.hashCode();
    }
    int mask = known.length - 1;
    int slot = slot(hash);
    for (Known one = known[slot]; one != null; one = known[slot]) {
      if (hashes[slot] == hash && Arrays.equals(one.values(), row)) {
        return one.group();
      }
      slot = (slot + 1) & mask;
    }
    Known fresh = new Known(row.clone(), mapping.apply(labels));
    hashes[slot] = hash;
    known[slot] = fresh;
    size++;
    if (2 * size > known.length) {
      grow();
    }
    return fresh.group();
  }

  private void grow() {
    int[] oldHashes = hashes;
    @Nullable Known[] old = known;
    hashes = new int[2 * old.length];
    known = new Known[hashes.length];
    for (int i = 0; i < old.length; i++) {
      if (old[i] != null) {
        int slot = slot(oldHashes[i]);
        while (known[slot] != null) {
          slot = (slot + 1) & (known.length - 1);
        }
        hashes[slot] = oldHashes[i];
        known[slot] = old[i];
      }
    }
  }

  private int slot(int hash) {
    return ((hash * 0x9E3779B9) >>> 7) & (known.length - 1);
  }
}
