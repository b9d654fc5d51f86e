package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.NativeHistogram;
import org.meshparity.comparator.series.NativeHistogram.Bucket;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Packs;
import org.meshparity.rules.SeriesPart;

/** Native histograms of one group: what all of its samples know exactly, and what they gained. */
class RawNativeTest {

  private static final Named NAMED = new Named("h", SeriesPart.of(List.of("h")));
  private static final long[] STAMPS = LongStream.range(1, 41).map(i -> 15_000 * i).toArray();
  private static final Pieces WINDOW = Pieces.whole(100_000, 500_000);

  @Test
  void twoPodsWithOtherBucketsAreAddedUpAtTheBoundsThatBothKnow() throws Exception {
    Gains gains =
        gains(
            pod("a", grown(new Bucket(0.5, 1, 10), new Bucket(1, 2, 10))),
            pod("b", grown(new Bucket(0.25, 1, 10))));

    assertThat(gains.layout())
        .isEqualTo(Layout.histogram(new double[] {0.25, 1, 2, Double.POSITIVE_INFINITY}));
    assertThat(gains.count().lower()).isEqualTo(30);
    assertThat(gains.bucket(1).lower()).isEqualTo(20);
    assertThat(gains.bucket(1).upper()).isEqualTo(20);
  }

  @Test
  void aBoundInsideAFilledBucketOfAnySampleIsLeftOut() throws Exception {
    NativeHistogram[] samples = grown(new Bucket(0.5, 0.7, 10), new Bucket(0.7, 1, 5));
    samples[30] = NativeHistogram.of(List.of(new Bucket(0.5, 1, 15)), 15, 15);

    assertThat(gains(pod("a", samples)).layout())
        .isEqualTo(Layout.histogram(new double[] {0.5, 1, Double.POSITIVE_INFINITY}));
  }

  @Test
  void ofVeryManyBoundsThoseOfACoarserResolutionAreKept() throws Exception {
    Bucket[] fine = new Bucket[2560];
    for (int i = 0; i < fine.length; i++) {
      fine[i] = new Bucket(Math.pow(2, i / 256.0), Math.pow(2, (i + 1) / 256.0), 1);
    }

    Layout layout = gains(pod("a", grown(fine))).layout();

    assertThat(layout.buckets()).isEqualTo(10 * 32 + 1 + 1);
    assertThat(layout.indexOf(2)).isNotNegative();
    assertThat(layout.indexOf(1024)).isNotNegative();
  }

  @Test
  void observationsThatAreNoNumbersAreInNoBucketAndDecideNothing() {
    NativeHistogram[] samples = grown(new Bucket(0.5, 1, 10));
    samples[39] = NativeHistogram.of(List.of(new Bucket(0.5, 1, 10)), 11, Double.NaN);

    assertThatThrownBy(() -> gains(pod("a", samples))).isInstanceOf(BrokenSamples.class);
  }

  @Test
  void valuesBelowZeroMakeTheSumNoCounter() {
    NativeHistogram[] samples = grown(new Bucket(-2, -1, 10));

    assertThatThrownBy(() -> gains(pod("a", samples)))
        .isInstanceOf(BrokenSamples.class)
        .hasMessageContaining("below zero");
  }

  /** Nothing at first, all of it from the tenth scrape on. */
  private static NativeHistogram[] grown(Bucket... buckets) {
    double count = List.of(buckets).stream().mapToDouble(Bucket::count).sum();
    NativeHistogram[] samples = new NativeHistogram[STAMPS.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          i < 15
              ? NativeHistogram.of(List.of(), 0, 0)
              : NativeHistogram.of(List.of(buckets), count, count);
    }
    return samples;
  }

  private static RawHistograms pod(String instance, NativeHistogram[] samples) {
    return new RawHistograms(labels("h", instance), STAMPS, samples);
  }

  private static Labels labels(String name, String instance) {
    return Labels.of(Map.of(Labels.NAME, name, "job", "j", "instance", instance));
  }

  private static Gains gains(RawHistograms... pods) throws BrokenSamples {
    List<RawSeries> up =
        List.of(pods).stream()
            .map(
                pod ->
                    new RawSeries(
                        labels("up", pod.labels().get("instance")),
                        STAMPS,
                        LongStream.of(STAMPS).mapToDouble(at -> 1).toArray()))
            .toList();
    RawMetric metric =
        new RawMetric(
            MetricRule.Type.HISTOGRAM,
            Targets.of(up, List.of(), 15_000),
            Identity.legacy(Packs.builtIn("istio-mixer-to-inproxy")),
            new Delays(0, 0, 0, 0),
            OptionalLong.empty());
    for (RawHistograms pod : pods) {
      metric.add(NAMED, pod);
    }
    metric.noteRestarts();
    return metric.groups().values().iterator().next().gains(WINDOW, Layout.COUNTER);
  }
}
