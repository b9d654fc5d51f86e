package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.Look;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Fault;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.Hazard;
import org.meshparity.comparator.simulation.Recipe;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.simulation.Timeline;
import org.meshparity.comparator.simulation.World;
import org.meshparity.comparator.simulation.WorldMaker;
import org.meshparity.comparator.source.ForwardingSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.verdict.Verdict;

/**
 * Worlds in a Prometheus that has no limit to speak of, and in others whose {@code
 * --query.max-samples} is too small for what is asked first.
 */
@Timeout(300)
class QueryLimitsOnPrometheusTest {

  private static final int WORLDS = 16;
  private static final int SMALL = 1500;
  private static final int TOO_SMALL = 50;
  private static final long EPOCH = WritablePrometheus.recentEpochMs();

  /** Each is the name of a world, alone and before a number. */
  private static final List<String> HARD_TO_QUOTE =
      List.of("a\"b", "a\\b", "a\nb", "a|b", "a.b", "{a=~\"b\"}", "ä`'", "");

  @TempDir static Path folder;
  private static WritablePrometheus free;
  private static WritablePrometheus limited;
  private static WritablePrometheus tooLimited;

  private int queries;
  private int refusals;

  @BeforeAll
  static void start() throws Exception {
    free = WritablePrometheus.start(folder("free"));
    limited = WritablePrometheus.startWithMaxSamples(folder("limited"), SMALL);
    tooLimited = WritablePrometheus.startWithMaxSamples(folder("too-limited"), TOO_SMALL);
    Recipe recipe = new Recipe(List.of(Fault.values()), List.of(Hazard.values()), 0.2, 0);
    List<World> worlds = new WorldMaker(11, recipe).make(0, WORLDS);
    List<ScrapedSeries> series = new ArrayList<>();
    for (int i = 0; i < WORLDS; i++) {
      for (ScrapedSeries one : worlds.get(i).series()) {
        series.add(named(one, i));
      }
    }
    for (WritablePrometheus one : List.of(free, limited, tooLimited)) {
      one.write(EPOCH, series);
    }
  }

  private static Path folder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /** Each world gets a name that is hard to quote, and a number so that it stays one of many. */
  private static ScrapedSeries named(ScrapedSeries series, int world) {
    String hard = HARD_TO_QUOTE.get(world % HARD_TO_QUOTE.size());
    Map<String, String> labels = new TreeMap<>(series.labels());
    if (world < HARD_TO_QUOTE.size()) {
      labels.computeIfPresent("world", (label, value) -> hard.isEmpty() ? null : hard);
    } else {
      labels.computeIfPresent("world", (label, value) -> hard + world);
    }
    return new ScrapedSeries(series.name(), labels, series.stampsMs(), series.values());
  }

  @AfterAll
  static void stop() {
    free.close();
    limited.close();
    tooLimited.close();
  }

  @ParameterizedTest
  @EnumSource
  void aServersLimitChangesNoCheck(Mode mode) {
    Report whole = compare(free, mode);
    int atOnce = queries;
    assertThat(refusals).isZero();

    Report inParts = compare(limited, mode);

    assertThat(inParts.decision().reasons()).isEqualTo(whole.decision().reasons());
    assertThat(refusals).isPositive();
    assertThat(queries).isGreaterThan(atOnce);
    assertThat(inParts.checks()).hasSizeGreaterThan(WORLDS).isEqualTo(whole.checks());
    assertThat(inParts.window()).isEqualTo(whole.window());
    assertThat(inParts.decision()).isEqualTo(whole.decision());
    assertThat(inParts.warnings()).isEqualTo(whole.warnings());
    System.out.println(
        mode + ": " + atOnce + " queries, in parts " + queries + ", refused " + refusals);
    if (mode == Mode.PAIRED) {
      assertThat(whole.checks())
          .extracting(Report.Check::verdict)
          .contains(Verdict.PROVED_EQUAL, Verdict.PROVED_DIFFERENT);
    }
  }

  @Test
  void aLimitBelowASingleSeriesIsUnavailableAndSaysWhy() {
    Report report = compare(tooLimited, Mode.PAIRED);

    assertThat(report.outcome()).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(report.decision().exitCode()).isEqualTo(4);
    assertThat(report.checks()).isEmpty();
    assertThat(report.decision().reasons().toString())
        .contains("too many samples", "--query.max-samples", "or compare a shorter window");
    assertThat(queries).isLessThan(200);
  }

  private Report compare(WritablePrometheus prometheus, Mode mode) {
    Instant end = Instant.ofEpochMilli(EPOCH + Timeline.WINDOW_END / Timeline.MILLI);
    RefusalsWatch watch = new RefusalsWatch();
    try (SampleSource source = ForwardingSource.of(prometheus.source(), watch)) {
      Report report =
          new Comparison(settings(source, mode))
              .run(new Look(end.minusSeconds(1800), end, true, 0));
      queries = watch.queries();
      refusals = watch.refusals();
      return report;
    }
  }

  private static ComparisonSettings settings(SampleSource source, Mode mode) {
    return new ComparisonSettings(
        "worlds",
        SimulationPack.of(EnumSet.allOf(Family.class)),
        side(source, Generation.LEGACY),
        side(source, Generation.CANDIDATE),
        Duration.ofSeconds(1800),
        new BigDecimal("0.01"),
        Duration.ZERO,
        GatePolicy.DEFAULT,
        mode);
  }

  private static SideSettings side(SampleSource source, Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }
}
