package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

/** Classic histograms against native ones that a real Prometheus stores. */
class NativeHistogramsTest {

  private static final long APART_MS = 2 * 3_600_000;

  /** How many events lie in (0.25, 0.5], (0.5, 1], (1, 2], (2, 4]. */
  private static final long[] EVENTS = {40, 30, 20, 10};

  @TempDir static Path folder;
  private static WritablePrometheus prometheus;
  private static long epochMs = WritablePrometheus.recentEpochMs() - 10 * APART_MS;

  @BeforeAll
  static void start() throws IOException {
    prometheus = WritablePrometheus.start(folder);
  }

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  @Test
  void theSameEventsAreAtParityAtEveryBoundInCommon() throws Exception {
    Report report = compare(EVENTS, scrape -> 0);

    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.PARITY);
    assertThat(buckets(report)).hasSize(4);
    assertThat(buckets(report))
        .allSatisfy(check -> assertThat(check.verdict()).isEqualTo(Verdict.PROVED_EQUAL));
  }

  @Test
  void oneEventInTheNextBucketIsAGapAtTheirBound() throws Exception {
    Report report = compare(new long[] {40, 29, 21, 10}, scrape -> 0);

    assertThat(report.outcome()).isEqualTo(Outcome.GAPS);
    assertThat(buckets(report))
        .filteredOn(check -> check.verdict().isGap())
        .extracting(Check::bound)
        .containsExactly(BigDecimal.ONE);
  }

  @Test
  void aMissingEventIsAGap() throws Exception {
    Report report = compare(new long[] {40, 30, 20, 9}, scrape -> 0);

    assertThat(report.checks())
        .filteredOn(check -> check.claim() == Claim.INCREASE)
        .extracting(Check::verdict)
        .containsExactly(Verdict.PROVED_DIFFERENT);
  }

  @Test
  void aResolutionThatFallsOnTheWayLeavesTheBoundsThatAllSamplesHave() throws Exception {
    Report report = compare(EVENTS, scrape -> scrape < 100 ? 1 : 0);

    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.PARITY);
    assertThat(buckets(report)).hasSize(4);
  }

  private static List<Check> buckets(Report report) {
    return report.checks().stream().filter(check -> check.claim() == Claim.BUCKET).toList();
  }

  private static Report compare(long[] candidate, IntUnaryOperator schema) throws Exception {
    epochMs += APART_MS;
    Map<String, Long> upTo = new LinkedHashMap<>();
    upTo.put("0.5", 40L);
    upTo.put("0.7", 50L);
    upTo.put("1", 70L);
    upTo.put("2", 90L);
    upTo.put("4", 100L);
    upTo.put("+Inf", 100L);
    Scraped classic =
        new Scraped(Map.of("job", "l", "instance", "a:1"), 0)
            .histogram("classic_seconds", Map.of("shop", "x"), upTo, 1);
    Scraped nativeSide = new Scraped(Map.of("job", "c", "instance", "b:1"), 4000);
    List<ScrapedSeries> series = new ArrayList<>(classic.series());
    series.addAll(nativeSide.series());
    prometheus.write(epochMs, series);
    prometheus.writeNative(epochMs, List.of(nativeSeries(candidate, schema)));
    return compare();
  }

  private static NativeSeries nativeSeries(long[] events, IntUnaryOperator schemaAt) {
    List<NativeSeries.Sample> samples = new ArrayList<>();
    for (int scrape = 0; scrape < Scraped.SCRAPES; scrape++) {
      int schema = schemaAt.applyAsInt(scrape);
      TreeMap<Integer, Long> buckets = new TreeMap<>();
      long count = 0;
      for (int i = 0; i < events.length; i++) {
        long happened = (long) Scraped.happened(scrape, events[i]);
        count += happened;
        if (happened > 0) {
          buckets.put((i - 1) << schema, happened); // its upper bound is the same in both schemas
        }
      }
      samples.add(new NativeSeries.Sample(15_000L * scrape + 4000, schema, 0, buckets, count));
    }
    return new NativeSeries(
        Map.of("__name__", "native_seconds", "job", "c", "instance", "b:1", "shop", "x"), samples);
  }

  private static Report compare() throws IOException {
    Pack pack =
        Packs.read(
            Files.writeString(
                folder.resolve("native.yaml"),
                """
                name: classic-to-native
                version: 1.0.0
                identity: [shop]
                sides:
                  legacy: {selector: 'job="l"', scrape-interval: 15s, lag: 1s}
                  candidate: {selector: 'job="c"', scrape-interval: 15s, lag: 1s}
                metrics:
                  - name: time
                    type: histogram
                    unit: seconds
                    legacy: {series: classic_seconds}
                    candidate: {series: native_seconds, buckets: native}
                    provenance: {url: "https://example.com", versions: any, checked: 2026-11-25}
                """));
    try (PrometheusSource source = prometheus.source()) {
      Duration interval = Duration.ofSeconds(15);
      ComparisonSettings settings =
          new ComparisonSettings(
              "native",
              pack,
              new SideSettings(source, LabelMatchers.parse("job=\"l\""), interval),
              new SideSettings(source, LabelMatchers.parse("job=\"c\""), interval),
              Duration.ofMillis(Scraped.WINDOW_MS),
              new BigDecimal("0.001"),
              Duration.ZERO,
              GatePolicy.DEFAULT);
      return new Comparison(settings).run(Instant.ofEpochMilli(epochMs + Scraped.END_MS));
    }
  }
}
