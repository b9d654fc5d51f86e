package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.source.ForwardingServer;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.Pack;

/**
 * So many series of a name that all of them are first asked about together: what one of them lacks
 * is found all the same, and makes its own group fail and no other.
 */
class PushdownOfManyTest extends MappedChecks {

  private static final long EVENTS = 1000;
  private static final int MANY = 150;
  private static final int MIDDLE = 100;

  /** It restarted, and had counted as much again before anybody looked. */
  @Test
  void aSeriesThatWasAbsentIsFoundAmongMany() throws Exception {
    Scraped strange = strange();
    strange.add("a_total", BAD, scrape -> Math.min(500, 2 * counted(scrape)));
    strange.lacking(MIDDLE, MIDDLE + 4);

    Report report = compared(strange, 0);

    assertThat(increases(report, true)).hasSize(1).noneMatch(check -> check.verdict().isGap());
    assertFineOnesAreEqual(report);
  }

  /** One series ends and another begins in the same scrape: as many as ever are there. */
  @Test
  void aDeathAndABirthAreToldFromOneSeriesAmongMany() throws Exception {
    Scraped strange = strange();
    strange.add("a_total", with("v", "1"), PushdownOfManyTest::counted);
    strange.lacking(MIDDLE, Scraped.SCRAPES);
    strange.add("a_total", with("v", "2"), scrape -> counted(scrape) - counted(MIDDLE - 1));
    strange.lacking(0, MIDDLE);

    Report report = compared(strange, 0);

    assertThat(increases(report, true)).hasSize(1).noneMatch(check -> check.verdict().isGap());
    assertFineOnesAreEqual(report);
  }

  @Test
  void seriesOfATargetWithoutUpDoNotPass() throws Exception {
    Scraped strange = new Scraped(Map.of("job", "l", "instance", "z:1"), 3000);
    strange.counts("a_total", BAD, EVENTS);
    strange.series().removeIf(series -> series.name().equals("up"));

    Report report = compared(strange, 0);

    assertThat(increases(report, true)).hasSize(1).noneMatch(check -> check.verdict().isGap());
    assertFineOnesAreEqual(report);
  }

  /** A server that tells of fewer than there are is asked about each group. */
  @Test
  void anAnswerThatLacksSeriesIsNotTrusted() throws Exception {
    Scraped strange = strange();
    strange.counts("a_total", BAD, EVENTS);

    Report report = compared(strange, 1);

    assertThat(increases(report, true)).hasSize(1).allMatch(PushdownOfManyTest::equal);
    assertFineOnesAreEqual(report);
  }

  private static final Map<String, String> BAD = Map.of("shop", "bad");

  private static Map<String, String> with(String label, String value) {
    return Map.of("shop", "bad", label, value);
  }

  private static Scraped strange() {
    return new Scraped(Map.of("job", "l", "instance", "z:1"), 3000);
  }

  private static double counted(int scrape) {
    return Scraped.happened(scrape, EVENTS);
  }

  private static Report compared(Scraped strange, double leftOut) throws Exception {
    Pack pack = pack("[shop]", "{series: a_total}", "{series: b_total}");
    Scraped legacy = new Scraped(Map.of("job", "l", "instance", "a:1"), 0);
    Scraped candidate = new Scraped(Map.of("job", "c", "instance", "b:1"), 4000);
    candidate.counts("b_total", BAD, EVENTS);
    for (int i = 0; i < MANY; i++) {
      legacy.counts("a_total", Map.of("shop", "fine" + i), EVENTS);
      candidate.counts("b_total", Map.of("shop", "fine" + i), EVENTS);
    }
    epochMs += APART_MS;
    prometheus.write(
        epochMs,
        Stream.of(legacy, candidate, strange).flatMap(one -> one.series().stream()).toList());
    try (PrometheusSource source = prometheus.source()) {
      Watched watched = new Watched(source, leftOut);
      Report report = compare(pack, "job=\"l\"", "job=\"c\"", watched);
      assertThat(watched.ofAll()).isNotEmpty();
      return report;
    }
  }

  private static void assertFineOnesAreEqual(Report report) {
    assertThat(increases(report, false)).hasSize(MANY).allMatch(PushdownOfManyTest::equal);
  }

  private static boolean equal(Report.Check check) {
    return check.verdict() == Verdict.PROVED_EQUAL;
  }

  private static List<Report.Check> increases(Report report, boolean bad) {
    List<Report.Check> some = new ArrayList<>();
    for (Report.Check check : report.checks()) {
      if (check.claim().word().equals("increase")
          && bad == "bad".equals(check.group().get("shop"))) {
        some.add(check);
      }
    }
    return some;
  }

  /** A server that may leave series out where all of them are asked about together. */
  private static final class Watched extends ForwardingServer {

    private final double leftOut;
    private final List<String> ofAll = new CopyOnWriteArrayList<>();

    Watched(PrometheusSource server, double leftOut) {
      super(server);
      this.leftOut = leftOut;
    }

    /** What it was asked about all of them. */
    List<String> ofAll() {
      return ofAll;
    }

    @Override
    public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
      boolean all = promql.startsWith("count((count_over_time(");
      if (all) {
        ofAll.add(promql);
      }
      return super.query(
          promql, atMs, (labels, value) -> into.accept(labels, all ? value - leftOut : value));
    }

    /** As vectors, so that each element passes here. */
    @Override
    public List<String> sums(String promql, long atMs, Sums into) throws SourceUnavailable {
      return query(promql, atMs, into::add);
    }

    /** It remembers by itself, and nobody reads the remarks here. */
    @Override
    protected SampleSource over(SampleSource noting) {
      return this;
    }
  }
}
