package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Both generations' histograms against numbers seen on the real programs. */
class ExpositionTest {

  private static final long MS = 1_000_000;

  private final Exposition sizes = Exposition.of(Family.SIZE, Generation.CANDIDATE);
  private final Exposition durations = Exposition.of(Family.DURATION, Generation.CANDIDATE);
  private final Exposition legacySizes = Exposition.of(Family.SIZE, Generation.LEGACY);
  private final Exposition legacyDurations = Exposition.of(Family.DURATION, Generation.LEGACY);

  @Test
  void theProxySumsTheMiddlesOfItsBins() {
    assertThat(sum(sizes, 5)).isEqualTo(5.05, within(1e-9));
    assertThat(sum(sizes, 100)).isEqualTo(105);
    assertThat(sum(sizes, 1234)).isEqualTo(1250);
    assertThat(sum(sizes, 999)).isEqualTo(995);
    assertThat(sum(sizes, 0)).isEqualTo(0);
  }

  @Test
  void theProxySumOfOneToAThousandIsTheLibrarys() {
    long[] values = new long[1000];
    for (int i = 0; i < 1000; i++) {
      values[i] = i + 1;
    }
    assertThat(sum(sizes, values)).isEqualTo(501_045.45, within(1e-6));
  }

  @Test
  void theProxyCountsStrictlyBelowItsBounds() {
    assertThat(bucket(sizes, "10", 9, 10)).isEqualTo(1);
    assertThat(bucket(sizes, "25", 9, 10)).isEqualTo(2);
    assertThat(bucket(sizes, "1", 0, 1)).isEqualTo(1);
    assertThat(bucket(sizes, "0.5", 0, 1)).isEqualTo(1);
    assertThat(bucket(sizes, "2500", 2499, 2500)).isEqualTo(1);
  }

  @Test
  void theProxysBucket500EndsAt490() {
    assertThat(bucket(sizes, "500", 489, 490, 499, 500)).isEqualTo(1);
    assertThat(bucket(durations, "500", 489_999_999, 490 * MS)).isEqualTo(1);
  }

  @Test
  void theProxyFloorsToMilliseconds() {
    assertThat(bucket(durations, "1", 999_999, MS)).isEqualTo(1);
    assertThat(sum(durations, 1_999_999)).isEqualTo(1.05, within(1e-9));
  }

  @Test
  void mixerCountsABoundInItsBucketAndSumsExactly() {
    assertThat(bucket(legacySizes, "10", 9, 10, 11)).isEqualTo(2);
    assertThat(bucket(legacyDurations, "0.25", 249 * MS, 251 * MS)).isEqualTo(1);
    assertThat(sum(legacyDurations, 386 * MS)).isEqualTo(0.386);
  }

  private static double sum(Exposition exposition, long... values) {
    double[] row = row(exposition, values);
    return row[row.length - 2];
  }

  private static double bucket(Exposition exposition, String bound, long... values) {
    double[] row = row(exposition, values);
    for (int i = 0; i < row.length; i++) {
      if (bound.equals(exposition.lines().get(i).labels().get("le"))) {
        return row[i];
      }
    }
    throw new AssertionError("no bucket " + bound);
  }

  private static double[] row(Exposition exposition, long... values) {
    double[] row = new double[exposition.lines().size()];
    for (long value : values) {
      exposition.add(row, value);
    }
    return row;
  }
}
