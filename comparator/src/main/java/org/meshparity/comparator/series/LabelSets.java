package org.meshparity.comparator.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for label sets, and for what stands in {@code le}. A server that adds up names each group
 * again in every answer, once for each of its buckets; with numbers it is looked at once. For one
 * thread at a time.
 */
public final class LabelSets {

  private final List<Labels> sets = new ArrayList<>();
  private int[] hashes = new int[64];
  private int[] places = new int[64]; // in the list, and one more; 0 is free
  private @Nullable Object asWritten;
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
    int hash = hash(labels.values());
    int slot = slot(hash);
    for (; places[slot] != 0; slot = (slot + 1) & (places.length - 1)) {
      int known = places[slot] - 1;
      if (hashes[slot] == hash && sets.get(known).equals(labels)) {
        return known;
      }
    }
    sets.add(labels);
    hashes[slot] = hash;
    places[slot] = sets.size();
    if (2 * sets.size() > places.length) {
      grow();
    }
    return sets.size() - 1;
  }

  /** Values of the same few words with numbers in them are many, and must not be the same here. */
  private static int hash(String[] values) {
    long hash = values.length;
    for (String value : values) {
      hash = (hash ^ value.hashCode()) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  private int slot(int hash) {
    return hash & (places.length - 1);
  }

  private void grow() {
    int[] known = places;
    int[] knownHashes = hashes;
    places = new int[2 * known.length];
    hashes = new int[places.length];
    for (int i = 0; i < known.length; i++) {
      if (known[i] != 0) {
        int slot = slot(knownHashes[i]);
        while (places[slot] != 0) {
          slot = (slot + 1) & (places.length - 1);
        }
        places[slot] = known[i];
        hashes[slot] = knownHashes[i];
      }
    }
  }

  /**
   * What the reader of their source's answers remembers of how they are written, for as long as
   * they are known themselves.
   */
  public <T> T asWritten(Class<T> type, Supplier<T> fresh) {
    if (!type.isInstance(asWritten)) {
      asWritten = fresh.get();
    }
    return type.cast(asWritten);
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
