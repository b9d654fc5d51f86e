package org.meshparity.comparator.series;

import java.util.Arrays;
import java.util.List;

/**
 * Reads some labels of many series. Thousands in a row share the array of their names, so where the
 * labels stand is looked up once for all of them. For one thread at a time.
 */
public final class LabelValues {

  private final String[] wanted;
  private final int[] places;
  private String[] names = {};

  /** Of these labels. */
  public LabelValues(List<String> wanted) {
    this.wanted = wanted.toArray(new String[0]);
    this.places = new int[this.wanted.length];
    Arrays.fill(places, -1);
  }

  /** How many labels are read. */
  public int size() {
    return wanted.length;
  }

  /** Writes the value of each label into a row, the empty text for an absent one. */
  public void read(Labels labels, String[] into) {
    if (labels.names() != names) {
      names = labels.names();
      for (int i = 0; i < wanted.length; i++) {
        places[i] = Arrays.binarySearch(names, wanted[i]);
      }
    }
    String[] values = labels.values();
    for (int i = 0; i < places.length; i++) {
      into[i] = places[i] < 0 ? "" : values[places[i]];
    }
  }
}
