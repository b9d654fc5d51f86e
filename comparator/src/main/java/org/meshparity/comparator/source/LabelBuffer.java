package org.meshparity.comparator.source;

import java.util.Arrays;
import org.meshparity.comparator.series.Labels;

/** Collects the labels of one series in reused arrays. Empty values are left out, as absent. */
final class LabelBuffer {

  /** More than this is no series but an attack or a bug. */
  static final int MOST = 1000;

  private String[] names = new String[32];
  private String[] values = new String[32];
  private int size;
  private long hash;
  private String[] lastNames = new String[0];
  private Labels last = Labels.ofSorted(lastNames, lastNames);

  void clear() {
    size = 0;
    hash = 0;
  }

  /**
   * Adds a label.
   *
   * @throws IllegalArgumentException if there are too many, or there is one of that name
   */
  @SuppressWarnings("ReferenceEquality") // as in follows
  void add(String name, long nameHash, String value, long valueHash) {
    if (value.isEmpty()) {
      return;
    }
    if (size == MOST) {
      throw new IllegalArgumentException("a series with more than " + MOST + " labels");
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    int at = size;
    boolean asBefore = at < lastNames.length && lastNames[at] == name && follows(at);
    while (!asBefore && at > 0 && names[at - 1].compareTo(name) >= 0) {
      if (names[at - 1].equals(name)) {
        throw new IllegalArgumentException(
            "the label " + Shortened.text(name, 60) + " twice in one series");
      }
      names[at] = names[at - 1];
      values[at] = values[at - 1];
      at--;
    }
    names[at] = name;
    values[at] = value;
    size++;
    hash += mix(nameHash * 31 + valueHash);
  }

  /** 64 bits of all labels, whatever their order. */
  long hash() {
    return mix(hash);
  }

  Labels labels() {
    if (!Arrays.equals(names, 0, size, lastNames, 0, lastNames.length)) {
      lastNames = Arrays.copyOf(names, size);
      last = Labels.ofSorted(lastNames, Arrays.copyOf(values, size));
      return last;
    }
    return last.withValues(Arrays.copyOf(values, size));
  }

  /** Whether the label before is that of the last series too; then the order is known. */
  @SuppressWarnings("ReferenceEquality") // the same object suffices, another one is compared
  private boolean follows(int at) {
    return at == 0 || names[at - 1] == lastNames[at - 1];
  }

  private static long mix(long bits) {
    long h = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 29)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 32);
  }
}
