package org.meshparity.comparator.run;

import java.util.List;
import org.meshparity.comparator.series.Labels;

/**
 * Several vectors in one answer, told apart by a label that no pack names. A mesh of some thousand
 * series is read in a tenth of the requests that way; large ones are not, since a server keeps the
 * whole answer in memory.
 */
final class Union {

  private static final String LABEL = "meshparity_reading";

  private Union() {}

  /** One expression; a single vector stays as it is. */
  static String of(List<String> vectors) {
    return vectors.size() == 1 ? vectors.get(0) : of(vectors, 0, vectors.size());
  }

  /** As a tree of small depth: a server goes through the left side of each {@code or} again. */
  private static String of(List<String> vectors, int from, int until) {
    if (until - from == 1) {
      return "label_replace("
          + vectors.get(from)
          + ",\""
          + LABEL
          + "\",\""
          + from
          + "\",\"\",\"\")";
    }
    int middle = (from + until) / 2;
    return "(" + of(vectors, from, middle) + " or " + of(vectors, middle, until) + ")";
  }

  /** Which of so many vectors an element belongs to; negative if to none that was asked for. */
  static int index(Labels labels, int vectors) {
    if (vectors == 1) {
      return 0;
    }
    String index = labels.get(LABEL);
    for (int i = 0; i < vectors; i++) {
      if (index.equals(Integer.toString(i))) {
        return i;
      }
    }
    return -1;
  }
}
