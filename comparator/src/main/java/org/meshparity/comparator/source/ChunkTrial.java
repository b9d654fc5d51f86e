package org.meshparity.comparator.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;

/**
 * Whether a server's chunks hold what its answers to queries tell, shown on a few series that were
 * read both ways. Nothing is taken on trust: a server that remote read is passed on by, or one that
 * keeps its samples in another way, shows here that it cannot be read so.
 *
 * @param told by an answer to a query
 * @param read from chunks, a little later
 */
record ChunkTrial(List<RawSeries> told, List<RawSeries> read) {

  /** The labels that all series read have and those told have not: what the server has added. */
  Map<String, String> added() {
    Map<String, String> added = common(read);
    added.keySet().removeAll(common(told).keySet());
    return added;
  }

  private static Map<String, String> common(List<RawSeries> all) {
    if (all.isEmpty()) {
      return new HashMap<>();
    }
    Map<String, String> common = new HashMap<>(all.get(0).labels().toMap());
    for (RawSeries series : all) {
      common.entrySet().removeIf(one -> !series.labels().get(one.getKey()).equals(one.getValue()));
    }
    return common;
  }

  /** Whether both are the same; what was read may go on where what was told ended. */
  boolean same() {
    if (told.isEmpty() || told.size() != read.size()) {
      return false;
    }
    Map<Labels, RawSeries> found = new HashMap<>();
    read.forEach(series -> found.put(series.labels(), series));
    return told.stream().allMatch(series -> begins(found.get(series.labels()), series));
  }

  private static boolean begins(@Nullable RawSeries longer, RawSeries series) {
    int size = series.size();
    return longer != null
        && longer.size() >= size
        && Arrays.equals(longer.timestamps(), 0, size, series.timestamps(), 0, size)
        && Arrays.equals(longer.values(), 0, size, series.values(), 0, size);
  }
}
