package org.meshparity.comparator.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.NativeHistogram.Bucket;

class NativeHistogramTest {

  private static final NativeHistogram SOME =
      NativeHistogram.of(
          List.of(new Bucket(-0.001, 0.001, 2), new Bucket(0.5, 1, 3), new Bucket(4, 8, 5)), 10, 9);

  @Test
  void itKnowsHowManyLieUpToTheEndsOfItsBuckets() {
    assertThat(SOME.upTo(0.001)).isEqualTo(2);
    assertThat(SOME.upTo(1)).isEqualTo(5);
    assertThat(SOME.upTo(8)).isEqualTo(10);
  }

  @Test
  void betweenFilledBucketsItKnowsTooForNothingIsThere() {
    assertThat(SOME.upTo(-1)).isZero();
    assertThat(SOME.upTo(0.25)).isEqualTo(2);
    assertThat(SOME.upTo(0.5)).isEqualTo(2);
    assertThat(SOME.upTo(2)).isEqualTo(5);
    assertThat(SOME.upTo(4)).isEqualTo(5);
    assertThat(SOME.upTo(1e9)).isEqualTo(10);
  }

  @Test
  void insideAFilledBucketItKnowsNothing() {
    assertThat(SOME.upTo(0)).isNaN();
    assertThat(SOME.upTo(0.75)).isNaN();
    assertThat(SOME.upTo(7.999)).isNaN();
  }

  @Test
  void itsOwnBoundsAreThoseWhereItIsExact() {
    TreeSet<Double> bounds = new TreeSet<>();
    SOME.addBounds(bounds);

    assertThat(bounds).containsExactly(0.001, 0.5, 1.0, 4.0, 8.0);
  }

  @Test
  void oneWithoutBucketsHoldsNothing() {
    NativeHistogram none = NativeHistogram.of(List.of(), 0, 0);

    assertThat(none.upTo(1)).isZero();
    assertThat(none.inBuckets()).isZero();
  }

  @Test
  void aBucketBelowZeroIsTold() {
    assertThat(SOME.negative()).isFalse();
    assertThat(NativeHistogram.of(List.of(new Bucket(-2, -1, 1)), 1, -2).negative()).isTrue();
  }

  @Test
  void bucketsThatOverlapOrDescendAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> NativeHistogram.of(List.of(new Bucket(0, 2, 1), new Bucket(1, 3, 1)), 2, 1))
        .withMessageContaining("must ascend");
    assertThatIllegalArgumentException().isThrownBy(() -> new Bucket(2, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bucket(1, 2, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bucket(1, 2, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bucket(Double.NaN, 2, 1));
  }
}
