package org.meshparity.comparator.verdict;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;

/**
 * How the edges of two sides lie to each other, as numbers: looked up by all groups that have these
 * buckets, where each would compare decimals hundreds of times.
 *
 * <p>A cut lies behind the first so many edges of a side: those that <em>possibly</em> end there or
 * before, whose shares bound from below what lies under the cut; and it lies at or before all edges
 * from some number on, which <em>certainly</em> end there or later, whose shares bound it from
 * above.
 *
 * @param legacyAtCandidate for each edge of the candidate's, at its possible end: the first edge of
 *     legacy's that certainly ends there or later
 * @param candidateAtLegacy the same the other way round
 * @param legacyBelow for each cut at which any edge ends, ascending: how many edges of legacy's
 *     possibly end there or before
 * @param legacyFrom for each of them the first edge of legacy's that certainly ends there or later
 */
record Crossing(
    List<Edge> legacy,
    List<Edge> candidate,
    int[] legacyAtCandidate,
    int[] candidateAtLegacy,
    int[] legacyBelow,
    int[] legacyFrom,
    int[] candidateBelow,
    int[] candidateFrom) {

  /** Of two sides. */
  static Crossing of(List<Edge> legacy, List<Edge> candidate) {
    List<Cut> cuts = cuts(legacy, candidate);
    return new Crossing(
        legacy,
        candidate,
        candidate.stream().mapToInt(edge -> from(legacy, edge.possible())).toArray(),
        legacy.stream().mapToInt(edge -> from(candidate, edge.possible())).toArray(),
        cuts.stream().mapToInt(cut -> below(legacy, cut)).toArray(),
        cuts.stream().mapToInt(cut -> from(legacy, cut)).toArray(),
        cuts.stream().mapToInt(cut -> below(candidate, cut)).toArray(),
        cuts.stream().mapToInt(cut -> from(candidate, cut)).toArray());
  }

  /** Whether it is that of these sides; equal lists of other objects are worked out again. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(List<Edge> one, List<Edge> two) {
    return legacy == one && candidate == two;
  }

  /** At how many cuts any edge ends. */
  int cuts() {
    return legacyBelow.length;
  }

  /** Where the edges of both lie, ascending, each once. */
  private static List<Cut> cuts(List<Edge> legacy, List<Edge> candidate) {
    Set<Cut> cuts = new TreeSet<>();
    for (List<Edge> side : List.of(legacy, candidate)) {
      for (Edge edge : side) {
        cuts.add(edge.certain());
        cuts.add(edge.possible());
      }
    }
    return List.copyOf(cuts);
  }

  /** How many edges possibly end at a cut or before. */
  static int below(List<Edge> edges, Cut cut) {
    int from = 0;
    int to = edges.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (edges.get(middle).possible().compareTo(cut) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** The first edge that certainly ends at a cut or later. */
  static int from(List<Edge> edges, Cut cut) {
    int from = 0;
    int to = edges.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (edges.get(middle).certain().compareTo(cut) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
