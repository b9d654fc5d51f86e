package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.MetricRule.Type;
import org.meshparity.rules.Packs;
import org.meshparity.rules.SeriesPart;

/** Samples that a server may hold and no exporter should have sent: a reason, never a number. */
class RawBadSamplesTest {

  private static final SeriesPart PART = SeriesPart.of(List.of("h", "old_h"));
  private static final Named NAMED = new Named("h", PART);
  private static final long[] STAMPS = LongStream.range(1, 41).map(i -> 15_000 * i).toArray();
  private static final Pieces WINDOW = Pieces.whole(100_000, 500_000);

  @ParameterizedTest
  @CsvSource({
    "NaN, a sample that is NaN",
    "-1, which no counter can reach",
    "Infinity, which no counter can reach",
    "9007199254740993, above 2^53"
  })
  void whatIsNoCountDecidesNothing(double odd, String told) {
    assertThat(broken(counter(odd))).contains(told);
  }

  @Test
  void bucketsThatAreNotCumulativeDecideNothing() {
    assertThat(broken(histogram("1", 5, "2", 4, "+Inf", 5)))
        .contains("not cumulative: le=2.0 holds less than the one below");
  }

  @Test
  void bucketsMayArriveInAnyOrder() {
    assertThat(broken(histogram("+Inf", 5, "2", 4, "1", 3))).isEqualTo("none");
  }

  @Test
  void oneBoundInTwoSpellingsDecidesNothing() {
    assertThat(broken(histogram("1", 5, "1.0", 5, "+Inf", 5))).contains("twice the same");
  }

  @Test
  void bucketsWithoutInfinityDecideNothing() {
    assertThat(broken(histogram("1", 5, "2", 5, "3", 5))).contains("lack +Inf");
  }

  @Test
  void aBoundThatIsNoNumberDecidesNothing() {
    assertThat(broken(histogram("1", 5, "much", 5, "+Inf", 5))).contains("a le that is no number");
  }

  @Test
  void twoNamesThatMayBeCopiesDecideNothing() {
    RawMetric metric = metric(Type.COUNTER);
    metric.add(NAMED, Part.COUNTER, series(Map.of(Labels.NAME, "h"), 5));
    metric.add(new Named("old_h", PART), Part.COUNTER, series(Map.of(Labels.NAME, "old_h"), 5));

    assertThat(broken(metric)).contains("under both").contains("a copy of the other");
  }

  /** A server may break off and be asked again, for all of it or in parts. */
  @Test
  void whatArrivedBeforeAFaultIsVoid() {
    RawMetric metric = metric(Type.COUNTER);
    RawSeries series = series(Map.of(Labels.NAME, "h"), 5);
    metric.answer(NAMED, Part.COUNTER).accept(series);
    metric.noteRestarts();
    assertThat(metric.groups()).isEmpty();

    RawMetric.Answer again = metric.answer(NAMED, Part.COUNTER);
    again.accept(series);
    again.whole();

    assertThat(broken(metric)).isEqualTo("none");
  }

  @Test
  void twoPartsAreAddedUp() throws Exception {
    RawMetric metric = metric(Type.COUNTER);
    metric.add(NAMED, Part.COUNTER, series(Map.of(Labels.NAME, "h"), 5));
    Named other = new Named("i", SeriesPart.of(List.of("i")));
    metric.add(other, Part.COUNTER, series(Map.of(Labels.NAME, "i"), 7));
    metric.noteRestarts();

    RawGroup group = metric.groups().values().iterator().next();
    assertThat(group.gains(WINDOW, Layout.COUNTER).count().lower()).isEqualTo(12);
  }

  /** One member of which nothing later is known leaves the sum without an upper bound. */
  @Test
  void oneMemberWithoutAnUpperBoundLeavesTheSumWithoutOne() throws Exception {
    Ends open = new Ends(Layout.COUNTER);
    open.unknown(Ends.Corner.UPPER_END);
    Ends closed = new Ends(Layout.COUNTER);
    closed.set(Ends.Corner.LOWER_END, 0, 3);
    closed.set(Ends.Corner.UPPER_END, 0, 4);

    Gains sum = Gains.between(open).plus(Gains.between(closed));

    assertThat(sum.count().lower()).isEqualTo(3);
    assertThat(sum.count().bounded()).isFalse();
  }

  private static RawMetric counter(double last) {
    RawMetric metric = metric(Type.COUNTER);
    metric.add(NAMED, Part.COUNTER, series(Map.of(Labels.NAME, "h"), last));
    return metric;
  }

  private static RawMetric histogram(Object... buckets) {
    RawMetric metric = metric(Type.HISTOGRAM);
    for (int i = 0; i < buckets.length; i += 2) {
      Map<String, String> labels =
          Map.of(Labels.NAME, "h_bucket", "le", String.valueOf(buckets[i]));
      metric.add(NAMED, Part.BUCKET, series(labels, (int) buckets[i + 1]));
    }
    metric.add(NAMED, Part.COUNT, series(Map.of(Labels.NAME, "h_count"), 5));
    metric.add(NAMED, Part.SUM, series(Map.of(Labels.NAME, "h_sum"), 5));
    return metric;
  }

  private static String broken(RawMetric metric) {
    metric.noteRestarts();
    RawGroup group = metric.groups().values().iterator().next();
    try {
      group.gains(WINDOW, Layout.COUNTER);
      return "none";
    } catch (BrokenSamples e) {
      return e.reason();
    }
  }

  /** Nothing until the fifteenth scrape, then all of it. */
  private static RawSeries series(Map<String, String> labels, double last) {
    Map<String, String> all = new TreeMap<>(labels);
    all.putAll(Map.of("job", "j", "instance", "i"));
    double[] values = new double[STAMPS.length];
    Arrays.fill(values, 15, values.length, last);
    return new RawSeries(Labels.of(all), STAMPS, values);
  }

  private static RawMetric metric(Type type) {
    double[] ones = new double[STAMPS.length];
    Arrays.fill(ones, 1);
    Labels up = Labels.of(Map.of(Labels.NAME, "up", "job", "j", "instance", "i"));
    return new RawMetric(
        type,
        Targets.of(List.of(new RawSeries(up, STAMPS, ones)), List.of(), 15_000),
        Identity.legacy(Packs.builtIn("istio-mixer-to-inproxy")),
        new Delays(0, 0, 0, 0),
        OptionalLong.empty());
  }
}
