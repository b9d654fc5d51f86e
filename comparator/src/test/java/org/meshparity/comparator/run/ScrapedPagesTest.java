package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.CountedServer.Refusal;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.LabelMatchers;

/**
 * Two pages of one address are two scrapers of one target only where nothing says whose is what.
 */
@Timeout(60)
class ScrapedPagesTest {

  private static final long EPOCH = 1_700_000_040_000L;
  private static final int SCRAPES = 80;
  private static final String OWN = "/metrics/cadvisor";
  private static final String OTHER = "/metrics";

  private final List<ScrapedSeries> series = new ArrayList<>();

  private void add(
      String name, Map<String, String> more, long phaseMs, LongToDoubleFunction value) {
    for (Generation generation : Generation.values()) {
      Map<String, String> labels = new TreeMap<>(Map.of("instance", "i:1"));
      labels.putAll(more);
      labels.put("job", generation.job());
      labels.values().removeIf(String::isEmpty);
      long[] stamps = LongStream.range(0, SCRAPES).map(i -> 15_000 * i + phaseMs).toArray();
      double[] values = LongStream.of(stamps).mapToDouble(value).toArray();
      String full = name.isEmpty() ? Family.REQUESTS.series(generation) : name;
      series.add(new ScrapedSeries(full, labels, stamps, values));
    }
  }

  private void scraped(String page, long phaseMs, Map<String, String> more) {
    Map<String, String> labels = new TreeMap<>(more);
    labels.put(ScrapedPages.LABEL, page);
    add("up", labels, phaseMs, at -> 1);
    add("scrape_duration_seconds", labels, phaseMs, at -> 0.001);
  }

  private void counted(String group, String page, long phaseMs) {
    Map<String, String> labels = Map.of("world", "0", "grp", group, ScrapedPages.LABEL, page);
    add("", labels, phaseMs, at -> 5 + (at > 500_000 ? 1000 : 0));
  }

  private Report compare(String selectingMore) {
    Instant start = Instant.ofEpochMilli(EPOCH).plusSeconds(300);
    try (CountedServer server =
            new CountedServer(EPOCH, series, Refusal.TIMED_OUT, Integer.MAX_VALUE, labels -> true);
        PrometheusSource source =
            PrometheusSource.of(server.url(), PrometheusOptions.DEFAULT.withName("prom"))) {
      ComparisonSettings settings =
          new ComparisonSettings(
              "pages",
              SimulationPack.of(EnumSet.of(Family.REQUESTS)),
              side(source, Generation.LEGACY, selectingMore),
              side(source, Generation.CANDIDATE, selectingMore),
              Duration.ofSeconds(600),
              new BigDecimal("0.01"),
              Duration.ZERO,
              GatePolicy.DEFAULT,
              Mode.DRAINED);
      return new Comparison(settings).run(new Look(start, start.plusSeconds(600), true, 0));
    }
  }

  private static SideSettings side(PrometheusSource source, Generation generation, String more) {
    LabelMatchers selector = SimulationPack.selector(generation).and(LabelMatchers.parse(more));
    return new SideSettings(source, selector, Duration.ofSeconds(15));
  }

  private void twoPages() {
    scraped(OTHER, 2_000, Map.of());
    scraped(OWN, 7_000, Map.of());
  }

  @Test
  void theOnePageThatHasTheSeriesIsTheirScraper() {
    twoPages();
    counted("a", OWN, 7_000);

    Report report = compare("");

    assertThat(report.outcome()).isEqualTo(Outcome.PARITY);
    assertThat(report.warnings()).isEmpty();
    assertThat(report.checks()).allMatch(check -> check.verdict() == Verdict.PROVED_EQUAL);
  }

  @Test
  void seriesThatDoNotNameTheirPageLeaveItOpenAndTheRemedyDecides() {
    twoPages();
    counted("a", "", 7_000);
    String remedy = "metrics_path=~\"|/metrics/cadvisor\"";

    Report report = compare("");

    assertThat(report.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(report.warnings())
        .hasSize(2)
        .allMatch(why -> why.contains("metrics_path (not every compared series has that label)"))
        .anyMatch(
            why -> why.contains("legacy side: job=\"istio-mesh\",metrics_path=~\"|/metrics\""))
        .allMatch(why -> why.contains("," + remedy));
    assertThat(compare(remedy).outcome()).isEqualTo(Outcome.PARITY);
  }

  @Test
  void oneSeriesThatDoesNotNameItsPageIsEnoughToLeaveItOpen() {
    twoPages();
    counted("a", OWN, 7_000);
    counted("b", "", 2_000);

    assertThat(compare("").outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void seriesOfBothPagesMayBeTheSameCountedTwice() {
    twoPages();
    counted("a", OWN, 7_000);
    counted("a", OTHER, 2_000);

    Report report = compare("");

    assertThat(report.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(report.warnings())
        .allMatch(why -> why.contains("compared series of /metrics and /metrics/cadvisor"))
        .allMatch(why -> why.contains(",metrics_path=\"/metrics/cadvisor\""));
    assertThat(compare("metrics_path=\"/metrics\"").outcome()).isEqualTo(Outcome.PARITY);
  }

  @Test
  void seriesOfAPageThatNobodyScrapesTellNothing() {
    twoPages();
    counted("a", "/elsewhere", 7_000);

    assertThat(compare("").outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  /** Its page with such series may be one that was never read, so that some counts are lacking. */
  @Test
  void noTargetIsLeftWithoutAScraper() {
    twoPages();
    scraped(OTHER, 3_000, Map.of("instance", "i:2"));
    counted("a", OWN, 7_000);

    assertThat(compare("").warnings())
        .hasSize(2)
        .allMatch(why -> why.contains("not every target is scraped for the page " + OWN));
  }

  @Test
  void replicasThatReadTwoPagesEachAreStillTwoScrapers() {
    for (String replica : List.of("a", "b")) {
      scraped(OTHER, 2_000, Map.of("replica", replica));
      scraped(OWN, 7_000, Map.of("replica", replica));
    }
    counted("a", OWN, 7_000);

    assertThat(compare("").warnings())
        .hasSize(2)
        .allMatch(why -> why.contains("whose up differs in replica,"));
  }

  /** A pod's name is a label of many series that were not scraped from it. */
  @Test
  void noOtherLabelIsBelieved() {
    for (String pod : List.of("a", "b")) {
      add("up", Map.of("pod", pod), 7_000, at -> 1);
    }
    add(
        "",
        Map.of("world", "0", "grp", "a", "pod", "a"),
        7_000,
        at -> 5 + (at > 500_000 ? 1000 : 0));

    assertThat(compare("").warnings()).allMatch(why -> why.contains("whose up differs in pod,"));
  }
}
