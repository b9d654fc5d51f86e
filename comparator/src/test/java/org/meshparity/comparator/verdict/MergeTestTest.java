package org.meshparity.comparator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;

class MergeTestTest {

  /** Of whole numbers, le="0.5" and le="1" read strictly both count those up to 0. */
  @Test
  void aCellThatNoValueCanLieInContradictsNothing() {
    Edge zero = edge(0);
    Buckets empty = new Buckets(List.of(zero, zero), cells(3, 0, 4));
    Buckets other = new Buckets(List.of(zero), cells(3, 4));

    assertThat(contradiction(empty, other)).isNull();
    assertThat(contradiction(other, empty)).isNull();
  }

  @Test
  void theLargestContradictionIsTold() {
    Buckets one = new Buckets(List.of(edge(1), edge(2)), cells(10, 20, 0));
    Buckets two = new Buckets(List.of(edge(1), edge(2)), cells(10, 5, 15));

    assertThat(contradiction(one, two).atLeast()).isEqualByComparingTo("15");
  }

  private static Finding.Different contradiction(Buckets one, Buckets two) {
    CounterRule exact = new CounterRule(Tolerance.relative(BigDecimal.ZERO), new Remedy(1, 1));
    return new MergeTest(exact).contradiction(one, two, Wording.counted("requests"));
  }

  private static Edge edge(int after) {
    Cut cut = Cut.after(BigDecimal.valueOf(after));
    return new Edge(cut, cut);
  }

  private static List<Bounds> cells(double first, double... others) {
    List<Bounds> cells = new ArrayList<>(List.of(new Bounds(first, first)));
    for (double one : others) {
      cells.add(new Bounds(one, one));
    }
    return cells;
  }
}
