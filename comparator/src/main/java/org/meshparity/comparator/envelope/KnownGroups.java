package org.meshparity.comparator.envelope;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.LabelValues;
import org.meshparity.comparator.series.Labels;

/**
 * Which group a series is of, by the values of all labels that decide it: each combination is
 * mapped once, however many series, metrics and targets show it. Of more combinations than memory
 * should be spent on only the first ones are remembered. For one thread at a time.
 */
final class KnownGroups {

  private static final int MOST = 1 << 16;

  /** Finds the group of a combination. */
  @FunctionalInterface
  interface Mapping {
    /**
     * The group.
     *
     * @param deciding the values of the labels that decide it; not to be kept
     */
    GroupKey of(String[] deciding, Labels labels);
  }

  private final Mapping mapping;
  private final LabelValues reader;
  private final LabelValues readerOfKnown;
  private final String[] row;
  private final String[] rowOfKnown;
  private int[] hashes = new int[64];
  private @Nullable Labels[] seen = new Labels[64];
  private @Nullable GroupKey[] groups = new GroupKey[64];
  private int size;

  /**
   * None yet.
   *
   * @param deciding all labels that a group depends on
   */
  KnownGroups(List<String> deciding, Mapping mapping) {
    this.mapping = mapping;
    this.reader = new LabelValues(deciding);
    this.readerOfKnown = new LabelValues(deciding);
    this.row = new String[reader.size()];
    this.rowOfKnown = new String[reader.size()];
  }

  /** The group of a series. */
  GroupKey of(Labels labels) {
    reader.read(labels, row);
    int hash = Arrays.hashCode(row);
    int mask = seen.length - 1;
    int slot = slot(hash);
    for (Labels known = seen[slot]; known != null; known = seen[slot]) {
      GroupKey group = groups[slot];
      if (hashes[slot] == hash && group != null && decidesTheSame(known)) {
        return group;
      }
      slot = (slot + 1) & mask;
    }
    GroupKey fresh = mapping.of(row, labels);
    if (size < MOST) {
      put(slot, hash, labels, fresh);
      size++;
      if (2 * size > seen.length) {
        grow();
      }
    }
    return fresh;
  }

  private boolean decidesTheSame(Labels known) {
    readerOfKnown.read(known, rowOfKnown);
    return Arrays.equals(row, rowOfKnown);
  }

  private void put(int slot, int hash, Labels labels, GroupKey group) {
    hashes[slot] = hash;
    seen[slot] = labels;
    groups[slot] = group;
  }

  private void grow() {
    int[] oldHashes = hashes;
    @Nullable Labels[] oldSeen = seen;
    @Nullable GroupKey[] oldGroups = groups;
    hashes = new int[2 * oldSeen.length];
    seen = new Labels[hashes.length];
    groups = new GroupKey[hashes.length];
    for (int i = 0; i < oldSeen.length; i++) {
      Labels labels = oldSeen[i];
      GroupKey group = oldGroups[i];
      if (labels != null && group != null) {
        int slot = slot(oldHashes[i]);
        while (seen[slot] != null) {
          slot = (slot + 1) & (seen.length - 1);
        }
        put(slot, oldHashes[i], labels, group);
      }
    }
  }

  private int slot(int hash) {
    return ((hash * 0x9E3779B9) >>> 7) & (seen.length - 1);
  }
}
