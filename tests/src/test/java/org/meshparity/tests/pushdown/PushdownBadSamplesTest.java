package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.Pack;

/**
 * Samples that are no counts, beside others that are: no sum hides them, however many series there
 * are and so in whatever form they are asked about.
 */
class PushdownBadSamplesTest extends MappedChecks {

  private static final long EVENTS = 1000;
  private static final int MIDDLE = 100;

  @ParameterizedTest
  @ValueSource(ints = {0, 150})
  void aNanLeavesItsGroupUndecided(int others) throws Exception {
    onlyItIsUndecided(others, scrape -> scrape == MIDDLE ? Double.NaN : counted(scrape));
  }

  /** No resets are seen across a NaN, and what fell there is a restart all the same. */
  @ParameterizedTest
  @ValueSource(ints = {0, 150})
  void aNanHidesNoFall(int others) throws Exception {
    onlyItIsUndecided(
        others,
        scrape ->
            scrape == MIDDLE ? Double.NaN : counted(scrape) - (scrape < MIDDLE ? 0 : EVENTS / 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 150})
  void anInfinityLeavesItsGroupUndecided(int others) throws Exception {
    onlyItIsUndecided(
        others, scrape -> scrape < MIDDLE ? counted(scrape) : Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 150})
  void aNegativeStartLeavesItsGroupUndecided(int others) throws Exception {
    onlyItIsUndecided(others, scrape -> counted(scrape) - 5);
  }

  /** It is less than nothing for one scrape, and falls to be so. */
  @ParameterizedTest
  @ValueSource(ints = {0, 150})
  void aNegativeValueInBetweenIsNoProofOfAnything(int others) throws Exception {
    onlyItIsUndecided(others, scrape -> scrape == MIDDLE ? -1 : counted(scrape));
  }

  private static double counted(int scrape) {
    return Scraped.happened(scrape, EVENTS);
  }

  private static void onlyItIsUndecided(int others, IntToDoubleFunction bad) throws Exception {
    Pack pack = pack("[shop]", "{series: a_total}", "{series: b_total}");
    Scraped legacy = new Scraped(Map.of("job", "l", "instance", "a:1"), 0);
    Scraped candidate = new Scraped(Map.of("job", "c", "instance", "b:1"), 4000);
    Scraped strange = new Scraped(Map.of("job", "l", "instance", "z:1"), 3000);
    strange.add("a_total", Map.of("shop", "bad"), bad);
    candidate.counts("b_total", Map.of("shop", "bad"), EVENTS);
    for (int i = 0; i <= others; i++) {
      legacy.counts("a_total", Map.of("shop", "fine" + i), EVENTS);
      candidate.counts("b_total", Map.of("shop", "fine" + i), EVENTS);
    }
    epochMs += APART_MS;
    prometheus.write(
        epochMs,
        Stream.of(legacy, candidate, strange).flatMap(one -> one.series().stream()).toList());
    try (PrometheusSource source = prometheus.source()) {
      Report report = compare(pack, "job=\"l\"", "job=\"c\"", source);

      List<Report.Check> ofBad = increases(report, true);
      assertThat(ofBad).hasSize(1).allMatch(check -> check.verdict() == Verdict.UNDECIDABLE);
      assertThat(increases(report, false))
          .hasSize(others + 1)
          .allMatch(check -> check.verdict() == Verdict.PROVED_EQUAL);
    }
  }

  private static List<Report.Check> increases(Report report, boolean bad) {
    return report.checks().stream()
        .filter(check -> check.claim().word().equals("increase"))
        .filter(check -> "bad".equals(check.group().get("shop")) == bad)
        .toList();
  }
}
