package org.meshparity.comparator.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundsTest {

  private static final double UNKNOWN = Double.POSITIVE_INFINITY;

  @Test
  void oneMemberWithoutAnUpperBoundLeavesTheSumWithoutOne() {
    Bounds sum = new Bounds(3, 4).plus(new Bounds(5, UNKNOWN)).plus(new Bounds(1, 1));

    assertThat(sum).isEqualTo(new Bounds(9, UNKNOWN));
    assertThat(sum.bounded()).isFalse();
  }
}
