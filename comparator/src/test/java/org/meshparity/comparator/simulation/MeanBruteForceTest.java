package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.envelope.BrokenSamples;
import org.meshparity.comparator.envelope.Child;
import org.meshparity.comparator.envelope.Delays;
import org.meshparity.comparator.envelope.Layout;
import org.meshparity.comparator.envelope.Lives;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Edges;
import org.meshparity.comparator.verdict.HistogramSide;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/** Sums and means of populations against what both exporters make of them. */
class MeanBruteForceTest {

  private static final long MS = 1_000_000;

  /** Where a floor or a bin's middle is furthest from the value, in nanoseconds. */
  private static final List<Long> EXTREMES =
      List.of(
          1L,
          999_999L,
          MS,
          1_999_999L,
          9_999_999L,
          10 * MS,
          10_999_999L,
          99_999_999L,
          100 * MS,
          109_999_999L,
          489_999_999L,
          490 * MS,
          999_999_999L,
          1000 * MS,
          1_099_999_999L,
          10_999_999_999L);

  private final Dice dice = new Dice(5);

  @Test
  void theMeanOfManyEqualValuesLiesInItsBounds() throws BrokenSamples {
    for (long value : EXTREMES) {
      long[] values = new long[7];
      java.util.Arrays.fill(values, value);
      check(values);
    }
  }

  @Test
  void theMeanOfAnyPopulationLiesInItsBounds() throws BrokenSamples {
    for (int i = 0; i < 3000; i++) {
      double median = dice.magnitude(-0.5, 3.5);
      long[] values = new long[dice.whole(1, 60)];
      for (int j = 0; j < values.length; j++) {
        values[j] =
            dice.chance(0.5)
                ? dice.of(EXTREMES)
                : 1 + Math.round(median * MS * Math.exp(dice.gaussian()));
      }
      check(values);
    }
  }

  /** Of 95 ms to a millisecond, where a share of the sum leaves nine. */
  @Test
  void bucketsMakeTheMeanNarrowerThanAShareOfTheSumDoes() throws BrokenSamples {
    long[] values = new long[20];
    java.util.Arrays.fill(values, 95 * MS + 300_000);

    Bounds mean = side(Generation.CANDIDATE, values).mean();

    assertThat(mean).isNotNull();
    assertThat(mean.lower()).isBetween(94.999, 95.0);
    assertThat(mean.upper()).isBetween(96.0, 96.001);
  }

  /** Where the last bucket is open, its part of the sum is off by a share, the rest by its bins. */
  @Test
  void whatLiesAboveTheLastBinIsOffByAShareOfItsPart() throws BrokenSamples {
    long[] values = new long[20];
    java.util.Arrays.fill(values, 50 * MS);
    values[0] = 20_000_000 * MS / 10;

    Bounds sum = side(Generation.CANDIDATE, values).sum();

    assertThat(sum.upper() - sum.lower()).isLessThan(2_050_000 * 2 / 21.0 + 200);
    check(values);
  }

  private static void check(long[] values) throws BrokenSamples {
    double total = 0;
    for (long value : values) {
      total += value / (double) MS;
    }
    for (Generation generation : Generation.values()) {
      HistogramSide side = side(generation, values);
      within(side.sum(), total, generation, values);
      Bounds mean = side.mean();
      assertThat(mean).isNotNull();
      within(mean, total / values.length, generation, values);
    }
  }

  private static void within(Bounds bounds, double truth, Generation side, long[] values) {
    double rounding = truth * 1e-12; // of this test's own arithmetic
    assertThat(truth)
        .as(side + " " + java.util.Arrays.toString(values))
        .isBetween(bounds.lower() - rounding, bounds.upper() + rounding);
  }

  /** A histogram that was empty in two scrapes and held everything in two later ones. */
  private static HistogramSide side(Generation generation, long[] values) throws BrokenSamples {
    Exposition exposition = Exposition.of(Family.DURATION, generation);
    double[] row = new double[exposition.lines().size()];
    for (long value : values) {
      exposition.add(row, value);
    }
    double[] bounds =
        exposition.lines().stream()
            .filter(line -> line.labels().containsKey("le"))
            .mapToDouble(line -> bound(line.labels().get("le")))
            .toArray();
    Layout layout = Layout.histogram(bounds);
    Child child = new Child(layout, 4);
    for (int scrape = 0; scrape < 4; scrape++) {
      for (int i = 0; i < bounds.length; i++) {
        child.set(scrape, i, scrape < 2 ? 0 : row[i]);
      }
      child.set(scrape, layout.sum(), scrape < 2 ? 0 : row[bounds.length]);
      child.set(scrape, layout.count(), scrape < 2 ? 0 : row[bounds.length + 1]);
    }
    long[] stamps = {15_000, 30_000, 45_000, 60_000};
    Lives lives =
        new Lives(
            new Delays(3, 0, 0, 0),
            OptionalLong.empty(),
            new org.meshparity.comparator.envelope.Timeline(stamps, new long[4], 60_000));
    RawGroup group = new RawGroup();
    group.add(child, lives);
    MetricRule metric = SimulationPack.metric(Family.DURATION);
    SeriesRules rules = generation == Generation.LEGACY ? metric.legacy() : metric.candidate();
    return new HistogramSide(
        group.gains(Pieces.whole(20_000, 50_000), layout), rules, new Edges(metric));
  }

  private static double bound(String le) {
    return le.equals("+Inf") ? Double.POSITIVE_INFINITY : new BigDecimal(le).doubleValue();
  }
}
