package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.SumsAt;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.ForwardingServer;
import org.meshparity.comparator.source.ForwardingSource;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;

/**
 * A window of so many scrapes that a server is asked about its two ends apart, with so many series
 * of a name that they are first asked about together. The load never rests.
 */
class LongWindowTest {

  private static final int SCRAPES = 640;
  private static final int END = 600;
  private static final int GROUPS = 130;
  private static final Duration LONG = Duration.ofMinutes(135); // 540 scrapes
  private static final Duration SHORT = Duration.ofMinutes(110);

  @TempDir private static Path folder;
  private static WritablePrometheus prometheus;
  private static long epochMs;

  @BeforeAll
  static void write() throws IOException, InterruptedException {
    prometheus = WritablePrometheus.startForAnyOrder(folder);
    epochMs = WritablePrometheus.recentEpochMs() - 3600_000;
    List<ScrapedSeries> series = new ArrayList<>();
    for (String instance : List.of("l", "c1", "c2", "l-restarted", "c-restarted")) {
      series.add(series("up", instance, Map.of(), scrape -> 1));
      series.add(series("scrape_duration_seconds", instance, Map.of(), scrape -> 0.01));
    }
    for (int group = 0; group < GROUPS; group++) {
      int each = 20 + group % 7;
      add(series, "fine" + group, scrape -> 2 * each * scrape, scrape -> each * scrape);
    }
    add(series, "lossy", scrape -> 40 * scrape, scrape -> 18 * scrape);
    Map<String, String> again = Map.of("shop", "started-again");
    series.add(series("a_total", "l-restarted", again, scrape -> 40 * (scrape % 300)));
    series.add(series("b_total", "c-restarted", again, scrape -> 40 * (scrape % 300)));
    add(series, "late", scrape -> 40 * Math.max(0, scrape - 590), scrape -> 20 * scrape);
    prometheus.write(epochMs, series);
  }

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  @Test
  void sumsAtEndsThatAreAskedApartSayWhatSamplesSay() throws Exception {
    try (PrometheusSource source = prometheus.source()) {
      RangesWatch watched = new RangesWatch(source);
      Report bySums = compared(watched, LONG);
      Report bySamples = compared(new OnlySamples(source), LONG);

      assertThat(watched.bothEnds).as("ends asked about together").isFalse();
      assertThat(watched.raw).as("read raw").isNotEmpty().noneMatch(LongWindowTest::ofFine);
      assertThat(told(bySums)).isEqualTo(told(bySamples));
      assertThat(verdicts(bySums))
          .hasSize(GROUPS + 3)
          .containsEntry("fine0", Verdict.PROVED_EQUAL)
          .containsEntry("lossy", Verdict.PROVED_DIFFERENT)
          .containsEntry("late", Verdict.PROVED_DIFFERENT);
    }
  }

  @Test
  void inAShorterWindowTheyAreAskedAboutTogether() throws Exception {
    try (PrometheusSource source = prometheus.source()) {
      RangesWatch watched = new RangesWatch(source);
      Report bySums = compared(watched, SHORT);

      assertThat(watched.bothEnds).isTrue();
      assertThat(told(bySums)).isEqualTo(told(compared(new OnlySamples(source), SHORT)));
    }
  }

  /** Only groups with something about them may be read sample by sample. */
  private static boolean ofFine(String matchers) {
    return !matchers.contains("shop=") || matchers.contains("fine");
  }

  private static void add(
      List<ScrapedSeries> all, String shop, IntToDoubleFunction legacy, IntToDoubleFunction each) {
    Map<String, String> labels = Map.of("shop", shop);
    all.add(series("a_total", "l", labels, legacy));
    all.add(series("b_total", "c1", labels, each));
    all.add(series("b_total", "c2", labels, each));
  }

  private static ScrapedSeries series(
      String name, String instance, Map<String, String> labels, IntToDoubleFunction value) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put("job", instance.substring(0, 1));
    all.put("instance", instance);
    long phase = 1000L * instance.length() % 7000;
    return new ScrapedSeries(
        name,
        all,
        IntStream.range(0, SCRAPES).mapToLong(i -> 15_000L * i + phase).toArray(),
        IntStream.range(0, SCRAPES).mapToDouble(value::applyAsDouble).toArray());
  }

  private static Report compared(SampleSource source, Duration window) throws IOException {
    Pack pack = MappedChecks.pack(folder, "[shop]", "{series: a_total}", "{series: b_total}");
    Duration interval = Duration.ofSeconds(15);
    ComparisonSettings settings =
        new ComparisonSettings(
            "long",
            pack,
            new SideSettings(source, LabelMatchers.parse("job=\"l\""), interval),
            new SideSettings(source, LabelMatchers.parse("job=\"c\""), interval),
            window,
            new BigDecimal("0.01"),
            Duration.ZERO,
            GatePolicy.DEFAULT);
    return new Comparison(settings).run(Instant.ofEpochMilli(epochMs + 15_000L * END));
  }

  private static Map<String, Verdict> verdicts(Report report) {
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (Report.Check check : report.checks()) {
      if (check.claim().word().equals("increase")) {
        verdicts.put(check.group().get("shop"), check.verdict());
      }
    }
    return verdicts;
  }

  /** A line a check: what it is about, its bounds on both sides, and what follows. */
  private static List<String> told(Report report) {
    return report.checks().stream()
        .map(
            check ->
                String.join(
                    " ",
                    check.claim().word(),
                    check.group().toString(),
                    String.valueOf(check.legacy()),
                    String.valueOf(check.candidate()),
                    check.verdict().toString()))
        .sorted()
        .toList();
  }

  /** Notes whether one question was about both ends of the window, and what was read raw. */
  private static final class RangesWatch extends ForwardingServer {

    private final List<String> raw = new CopyOnWriteArrayList<>();
    private volatile boolean bothEnds;

    RangesWatch(QuerySource server) {
      super(server);
    }

    @Override
    public List<String> sums(String promql, long after, long until, SumsAt into)
        throws SourceUnavailable {
      bothEnds = true;
      return super.sums(promql, after, until, into);
    }

    @Override
    public List<String> samples(
        String series, LabelMatchers matchers, long after, long until, Consumer<RawSeries> into)
        throws SourceUnavailable {
      if (series.endsWith("_total")) {
        raw.add(matchers.toString());
      }
      return super.samples(series, matchers, after, until, into);
    }

    @Override
    protected SampleSource over(SampleSource noting) {
      return this;
    }
  }

  /** The same server, of which nothing but samples can be had. */
  private static final class OnlySamples extends ForwardingSource {
    OnlySamples(SampleSource source) {
      super(source);
    }
  }
}
