package org.meshparity.comparator.verdict;

import java.util.ArrayList;
import java.util.List;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Edge;

/**
 * One side of a histogram as the merge test sees it: where each bucket ends, and what each cell
 * between neighbouring edges gained.
 *
 * @param edges of all buckets but {@code +Inf}, ascending, in the metric's unit
 * @param cells one more than edges, the last one being all above the last edge
 */
public record Buckets(List<Edge> edges, List<Bounds> cells) {

  public Buckets {
    edges = List.copyOf(edges);
    cells = List.copyOf(cells);
    if (cells.size() != edges.size() + 1) {
      throw new IllegalArgumentException(
          "cells must be one more than edges, were " + cells.size() + " and " + edges.size());
    }
    for (int i = 1; i < edges.size(); i++) {
      if (edges.get(i).certain().compareTo(edges.get(i - 1).certain()) < 0
          || edges.get(i).possible().compareTo(edges.get(i - 1).possible()) < 0) {
        throw new IllegalArgumentException(
            "edges must ascend, had " + edges.get(i - 1) + " before " + edges.get(i));
      }
    }
  }

  /** What the cells from one to another gained together, both inclusive. */
  public Bounds range(int from, int to) {
    double lower = 0;
    double upper = 0;
    for (int i = from; i <= to; i++) {
      lower += cells.get(i).lower();
      upper += cells.get(i).upper();
    }
    return new Bounds(lower, upper);
  }

  /** Only the first edges; all cells above them are one. */
  Buckets firstEdges(int count) {
    List<Bounds> kept = new ArrayList<>(cells.subList(0, count));
    kept.add(range(count, edges.size()));
    return new Buckets(edges.subList(0, count), kept);
  }

  /** What all cells gained together. */
  public Bounds total() {
    return range(0, edges.size());
  }

  /** What bucket i gained, cumulatively. */
  public Bounds cumulative(int i) {
    return range(0, i);
  }
}
