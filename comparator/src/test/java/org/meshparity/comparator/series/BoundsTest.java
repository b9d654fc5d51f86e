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

  @Test
  void aBucketsBoundIsANumberHoweverItIsWritten() {
    assertThat(BucketBound.parse("1")).isEqualTo(BucketBound.parse("1e+00"));
    assertThat(BucketBound.parse("1.0")).isEqualTo(1);
    assertThat(BucketBound.parse("+Inf")).isEqualTo(UNKNOWN);
    for (String none : new String[] {"", "1d", "0x1p3", " 1", "NaN", "one", "1,0", "Infinity"}) {
      assertThat(BucketBound.parse(none)).as(none).isNaN();
    }
  }
}
