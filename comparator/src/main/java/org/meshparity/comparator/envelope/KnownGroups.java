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
     * @param deciding the values of the labels that decide it, interned; not to be kept
     */
    GroupKey of(String[] deciding, Labels labels);
  }

  private final Mapping mapping;
  private final LabelValues reader;
  private final InternedTexts interned;
  private final String[] row;
  private final String[] lastRead;
  private final String[] lastInterned;
  private int[] hashes = new int[64];
  private @Nullable String[][] rows = new String[64][];
  private @Nullable GroupKey[] groups = new GroupKey[64];
  private int size;

  /**
   * None yet.
   *
   * @param deciding all labels that a group depends on
   */
  KnownGroups(List<String> deciding, InternedTexts interned, Mapping mapping) {
    this.mapping = mapping;
    this.interned = interned;
    this.reader = new LabelValues(deciding);
    this.row = new String[reader.size()];
    this.lastRead = new String[row.length];
    this.lastInterned = new String[row.length];
    Arrays.fill(lastRead, "");
    Arrays.fill(lastInterned, "");
  }

  /** The same where mapping takes less time than looking up: nothing is remembered. */
  GroupKey fresh(Labels labels) {
    reader.read(labels, row);
    intern();
    return mapping.of(lastInterned, labels);
  }

  /** The group of a series. */
  GroupKey of(Labels labels) {
    reader.read(labels, row);
    intern();
    int hash = Arrays.hashCode(lastInterned);
    int mask = rows.length - 1;
    int slot = slot(hash);
    for (GroupKey known = groups[slot]; known != null; known = groups[slot]) {
      if (hashes[slot] == hash && Arrays.equals(rows[slot], lastInterned)) {
        return known;
      }
      slot = (slot + 1) & mask;
    }
    GroupKey fresh = mapping.of(lastInterned, labels);
    if (size < MOST) {
      put(slot, hash, lastInterned.clone(), fresh);
      size++;
      if (2 * size > rows.length) {
        grow();
      }
    }
    return fresh;
  }

  /** Most values of a series are those of the series before, and the same objects. */
  @SuppressWarnings("ReferenceEquality") // another object is looked up
  private void intern() {
    for (int i = 0; i < row.length; i++) {
      if (row[i] != lastRead[i]) {
        lastRead[i] = row[i];
        lastInterned[i] = interned.of(row[i]);
      }
    }
  }

  private void put(int slot, int hash, String[] values, GroupKey group) {
    hashes[slot] = hash;
    rows[slot] = values;
    groups[slot] = group;
  }

  private void grow() {
    int[] oldHashes = hashes;
    @Nullable String[][] oldRows = rows;
    @Nullable GroupKey[] oldGroups = groups;
    hashes = new int[2 * oldRows.length];
    rows = new String[hashes.length][];
    groups = new GroupKey[hashes.length];
    for (int i = 0; i < oldRows.length; i++) {
      GroupKey group = oldGroups[i];
      if (group != null) {
        int slot = slot(oldHashes[i]);
        while (groups[slot] != null) {
          slot = (slot + 1) & (groups.length - 1);
        }
        put(slot, oldHashes[i], oldRows[i], group);
      }
    }
  }

  private int slot(int hash) {
    return ((hash * 0x9E3779B9) >>> 7) & (groups.length - 1);
  }
}
