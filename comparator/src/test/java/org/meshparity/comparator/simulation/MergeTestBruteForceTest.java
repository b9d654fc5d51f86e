package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;
import org.meshparity.comparator.verdict.Buckets;
import org.meshparity.comparator.verdict.CounterRule;
import org.meshparity.comparator.verdict.MergeTest;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.comparator.verdict.Tolerance;
import org.meshparity.comparator.verdict.Wording;

/**
 * The merge test against Bellman and Ford: whether a common population exists is a system of
 * difference constraints, and it has no solution exactly if its graph has a negative cycle.
 */
class MergeTestBruteForceTest {

  private static final int CASES = 15_000;

  private final Dice dice = new Dice(11);

  @Test
  void aContradictionIsFoundExactlyIfNoPopulationFitsBoth() {
    int contradictory = 0;
    for (int i = 0; i < CASES; i++) {
      Side one = side();
      Side other = side();
      boolean impossible = new Constraints(one, other).unsolvable();
      contradictory += impossible ? 1 : 0;
      assertThat(contradiction(one, other)).as(() -> one + " and " + other).isEqualTo(impossible);
    }
    assertThat(contradictory).isBetween(CASES / 20, CASES - CASES / 20);
  }

  @Test
  void aPopulationThatBothSidesSawIsNeverAContradiction() {
    for (int i = 0; i < CASES; i++) {
      int[] values = new int[dice.whole(0, 12)];
      for (int j = 0; j < values.length; j++) {
        values[j] = dice.whole(0, 16);
      }
      Side one = recorded(values);
      Side other = recorded(values);
      assertThat(contradiction(one, other)).as(() -> one + " and " + other).isFalse();
    }
  }

  private static boolean contradiction(Side one, Side other) {
    CounterRule exact = new CounterRule(Tolerance.relative(BigDecimal.ZERO), new Remedy(1, 1));
    return new MergeTest(exact)
            .contradiction(one.buckets(), other.buckets(), Wording.counted("requests"))
        != null;
  }

  private Side side() {
    int[][] edges = edges();
    List<Bounds> cells = new ArrayList<>();
    for (int i = 0; i <= edges.length; i++) {
      int lower = dice.whole(0, 2);
      cells.add(new Bounds(lower, lower + dice.of(List.of(0, 0, 1, 2))));
    }
    return new Side(edges, cells);
  }

  /** Ascending {certain, possible} pairs of one precision, each at even numbers. */
  private int[][] edges() {
    TreeSet<Integer> at = new TreeSet<>();
    int count = dice.whole(1, 4);
    while (at.size() < count) {
      at.add(2 * dice.whole(1, 7));
    }
    int below = dice.whole(0, 2);
    int above = dice.whole(0, 3);
    return at.stream().map(u -> new int[] {u - below, u + above}).toArray(int[][]::new);
  }

  /** A side that puts each value of a population into a cell that its edges allow. */
  private Side recorded(int[] values) {
    int[][] edges = edges();
    int[] counts = new int[edges.length + 1];
    for (int value : values) {
      int first = 0;
      while (first < edges.length && edges[first][1] <= value) {
        first++;
      }
      int last = edges.length;
      while (last > first && edges[last - 1][0] > value) {
        last--;
      }
      counts[dice.whole(first, last)]++;
    }
    List<Bounds> cells = new ArrayList<>();
    for (int count : counts) {
      cells.add(new Bounds(Math.max(0, count - dice.whole(0, 2)), count + dice.whole(0, 2)));
    }
    return new Side(edges, cells);
  }

  private record Side(int[][] edges, List<Bounds> cells) {
    Buckets buckets() {
      List<Edge> ends = new ArrayList<>();
      for (int[] edge : edges) {
        ends.add(
            new Edge(
                Cut.before(BigDecimal.valueOf(edge[0])), Cut.before(BigDecimal.valueOf(edge[1]))));
      }
      return new Buckets(ends, cells);
    }

    @Override
    public String toString() {
      return java.util.Arrays.deepToString(edges) + " " + cells;
    }
  }

  /** Unknowns: how many values lie below each place, and each side's own cumulative counts. */
  private static final class Constraints {
    private static final int FAR = 1000;

    private final List<Integer> places;
    private final List<double[]> arcs = new ArrayList<>();
    private int nodes;

    Constraints(Side one, Side other) {
      TreeSet<Integer> all = new TreeSet<>(List.of(-FAR, FAR));
      for (Side side : List.of(one, other)) {
        for (int[] edge : side.edges()) {
          all.add(edge[0]);
          all.add(edge[1]);
        }
      }
      places = new ArrayList<>(all);
      nodes = places.size();
      for (int i = 1; i < nodes; i++) {
        atMost(i - 1, i, 0);
      }
      add(one);
      add(other);
    }

    private void add(Side side) {
      int base = nodes;
      int cells = side.cells().size();
      nodes += cells + 1;
      equal(base, places.indexOf(-FAR));
      equal(base + cells, places.indexOf(FAR));
      for (int i = 1; i < cells; i++) {
        atMost(places.indexOf(side.edges()[i - 1][0]), base + i, 0);
        atMost(base + i, places.indexOf(side.edges()[i - 1][1]), 0);
      }
      for (int i = 0; i < cells; i++) {
        atMost(base + i + 1, base + i, side.cells().get(i).upper());
        atMost(base + i, base + i + 1, -side.cells().get(i).lower());
      }
    }

    private void equal(int a, int b) {
      atMost(a, b, 0);
      atMost(b, a, 0);
    }

    /** a is at most b plus a weight. */
    private void atMost(int a, int b, double weight) {
      arcs.add(new double[] {b, a, weight});
    }

    boolean unsolvable() {
      double[] distance = new double[nodes];
      for (int round = 0; round <= nodes; round++) {
        boolean changed = false;
        for (double[] arc : arcs) {
          double along = distance[(int) arc[0]] + arc[2];
          if (along < distance[(int) arc[1]]) {
            distance[(int) arc[1]] = along;
            changed = true;
          }
        }
        if (!changed) {
          return false;
        }
      }
      return true;
    }
  }
}
