package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;
import org.meshparity.comparator.verdict.Buckets;
import org.meshparity.comparator.verdict.Shape;

/** Shares, their largest difference and quantiles against every population that fits. */
class ShapeBruteForceTest {

  private static final int VALUES = 6;
  private static final int CASES = 400;
  private static final List<String> QUANTILES = List.of("0.5", "0.9", "0.3");
  private static final List<String> SHARES = List.of("0", "0.05", "0.2", "0.4", "0.7");

  private final Dice dice = new Dice(3);

  @Test
  void noClaimAboutShapesIsContradictedByAnyPopulationThatFits() {
    int proved = 0;
    for (int i = 0; i < CASES; i++) {
      Side one = new Side(dice);
      Side other = new Side(dice);
      proved += check(one, other);
    }
    assertThat(proved).isGreaterThan(CASES / 10);
  }

  private static int check(Side one, Side other) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (double[] first : one.shares()) {
      for (double[] second : other.shares()) {
        double distance = distance(first, second);
        least = Math.min(least, distance);
        most = Math.max(most, distance);
      }
    }
    Shape a = Shape.of(one.buckets());
    Shape b = Shape.of(other.buckets());
    String both = one + " and " + other;
    assertThat(a.certainDifference(b).doubleValue()).as(both).isLessThanOrEqualTo(least + 1e-9);
    int proved = 0;
    for (String text : SHARES) {
      BigDecimal share = new BigDecimal(text);
      if (a.differsFrom(b, share)) {
        proved++;
        assertThat(least).as(both).isGreaterThan(share.doubleValue() + 1e-12);
      }
      if (a.equals(b, share)) {
        proved++;
        assertThat(most).as(both).isLessThanOrEqualTo(share.doubleValue() + 1e-9);
      }
    }
    return proved;
  }

  @Test
  void everyQuantileOfEveryPopulationThatFitsLiesInItsInterval() {
    for (int i = 0; i < CASES; i++) {
      Side side = new Side(dice);
      Shape shape = Shape.of(side.buckets());
      for (String text : QUANTILES) {
        BigDecimal q = new BigDecimal(text);
        Bounds interval = shape.quantile(q);
        for (int[] population : side.populations) {
          double value = quantile(population, q);
          assertThat(value).as(side + " p" + q).isBetween(interval.lower(), interval.upper());
        }
      }
    }
  }

  private static double quantile(int[] population, BigDecimal q) {
    int total = total(population);
    int rank =
        q.multiply(BigDecimal.valueOf(total)).setScale(0, RoundingMode.CEILING).intValueExact();
    int seen = 0;
    for (int value = 0; value < VALUES; value++) {
      seen += population[value];
      if (seen >= rank) {
        return value;
      }
    }
    throw new AssertionError("no quantile in an empty population");
  }

  private static double distance(double[] first, double[] second) {
    double largest = 0;
    for (int i = 0; i < VALUES; i++) {
      largest = Math.max(largest, Math.abs(first[i] - second[i]));
    }
    return largest;
  }

  private static int total(int[] population) {
    int total = 0;
    for (int count : population) {
      total += count;
    }
    return total;
  }

  /** One side with exact edges before some of the values 1 to 5, and all that can have happened. */
  private static final class Side {
    private final List<Integer> edges;
    private final List<Bounds> cells = new ArrayList<>();
    private final List<int[]> populations = new ArrayList<>();

    Side(Dice dice) {
      TreeSet<Integer> at = new TreeSet<>();
      int count = dice.whole(1, 3);
      while (at.size() < count) {
        at.add(dice.whole(1, VALUES - 1));
      }
      edges = List.copyOf(at);
      for (int i = 0; i <= edges.size(); i++) {
        int lower = dice.of(List.of(0, 0, 1, 2));
        cells.add(new Bounds(lower, lower + dice.of(List.of(0, 0, 1))));
      }
      if (cells.stream().allMatch(cell -> cell.upper() == 0)) {
        cells.set(0, new Bounds(1, 2));
      }
      enumerate(0, new int[VALUES], 0);
    }

    Buckets buckets() {
      return new Buckets(
          edges.stream()
              .map(at -> Cut.before(BigDecimal.valueOf(at)))
              .map(cut -> new Edge(cut, cut))
              .toList(),
          cells);
    }

    List<double[]> shares() {
      List<double[]> all = new ArrayList<>();
      for (int[] population : populations) {
        double[] shares = new double[VALUES];
        int below = 0;
        for (int i = 0; i < VALUES; i++) {
          below += population[i];
          shares[i] = (double) below / total(population);
        }
        all.add(shares);
      }
      return all;
    }

    private void enumerate(int value, int[] population, int inCell) {
      int cell = cellOf(value);
      boolean closes = value == VALUES || (value > 0 && cell != cellOf(value - 1));
      if (closes && inCell < cells.get(cellOf(value - 1)).lower()) {
        return;
      }
      if (value == VALUES) {
        if (total(population) > 0) {
          populations.add(population.clone());
        }
        return;
      }
      int before = closes ? 0 : inCell;
      for (int n = 0; before + n <= cells.get(cell).upper(); n++) {
        population[value] = n;
        enumerate(value + 1, population, before + n);
      }
      population[value] = 0;
    }

    private int cellOf(int value) {
      return (int) edges.stream().filter(edge -> edge <= value).count();
    }

    @Override
    public String toString() {
      return edges + " " + cells;
    }
  }
}
