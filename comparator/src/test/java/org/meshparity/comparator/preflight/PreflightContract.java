package org.meshparity.comparator.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.preflight.Preflight.Mapped;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.preflight.PreflightFinding.Level;
import org.meshparity.comparator.report.PreflightReport;

/** What a preflight finds, whatever the source: each world has one thing wrong. */
public abstract class PreflightContract extends PreflightWorld {

  @Test
  void whereAllIsThereOnlyANoteIsLeft() throws Exception {
    PreflightReport report = look(legacy(), candidate());

    ready(report);
    assertThat(report.preflight().series()).hasSize(4).allMatch(Mapped::there);
    assertThat(report.preflight().findings())
        .extracting(PreflightFinding::id)
        .containsExactly(Kind.NO_RESTART_SIGNAL);
    assertThat(report.preflight().queries()).isLessThanOrEqualTo(7);
  }

  @Test
  void aNameThatNobodyKnowsIsNamed() throws Exception {
    PreflightReport report = look(legacy(), bareCandidate().counter(requests2));

    blocked(report);
    PreflightFinding finding = only(report, Kind.NO_SUCH_NAME);
    assertThat(finding.side()).isEqualTo("candidate");
    assertThat(finding.metrics()).containsExactly("duration");
    assertThat(finding.sentence()).contains(duration2 + "_count", "at all");
    assertThat(state(report, "duration", "candidate")).isEqualTo("no-such-name");
    assertThat(state(report, "duration", "legacy")).isEqualTo("there");
  }

  @Test
  void whatTheOtherSideShowsAloneWasNeverThere() throws Exception {
    pack = pack.replace(requests2, requests1);
    PreflightReport report =
        look(legacy(), bareCandidate().histogram(duration2, 100, "50", "250", "1000", "+Inf"));

    blocked(report);
    PreflightFinding finding = only(report, Kind.NEVER_THERE);
    assertThat(finding.side()).isEqualTo("candidate");
    assertThat(finding.series()).containsExactly(requests1);
    assertThat(finding.sentence()).contains("of the other side only");
  }

  @Test
  void whatWasThereAndIsNotIsDated() throws Exception {
    SketchedScrapes gone =
        bareCandidate()
            .counterUntil(requests2, 20 * MINUTE)
            .histogram(duration2, 100, "50", "250", "1000", "+Inf");
    PreflightReport report = look(legacy(), gone);

    blocked(report);
    PreflightFinding finding = only(report, Kind.GONE_SINCE);
    assertThat(finding.series()).containsExactly(requests2);
    String said = finding.sentence().replaceAll(".*at about (\\S+Z).*", "$1");
    assertThat(Instant.parse(said)).isBetween(at(14), at(20));
  }

  @Test
  void aTargetThatIsDownTakesItsSeriesAlong() throws Exception {
    SketchedScrapes down =
        new SketchedScrapes(tag + "-l", "l:1").downFrom(25 * MINUTE).counter(requests1);
    PreflightReport report = look(down, candidate());

    blocked(report);
    assertThat(state(report, "requests", "legacy")).isEqualTo("target-down");
    assertThat(report.preflight().findings())
        .filteredOn(finding -> finding.id() == Kind.TARGET_DOWN)
        .isNotEmpty()
        .allMatch(finding -> finding.level() == Level.BLOCKS)
        .anyMatch(finding -> finding.metrics().contains("requests"))
        .allMatch(finding -> finding.sentence().contains(tag + "-l/l:1"));
  }

  @Test
  void oneOfTwoTargetsDownIsADoubtAndDated() throws Exception {
    SketchedScrapes down = new SketchedScrapes(tag + "-l", "l:2").downFrom(40 * MINUTE);
    PreflightReport report = look(legacy(), down, candidate());

    ready(report);
    PreflightFinding finding = only(report, Kind.TARGET_DOWN);
    assertThat(finding.level()).isEqualTo(Level.DOUBT);
    assertThat(finding.sentence())
        .contains("1 of 2 targets", "l:2 since " + at(40).minusSeconds(15));
  }

  @Test
  void aSelectorThatLeavesTheSeriesOutIsToldWhereTheyAre() throws Exception {
    SketchedScrapes elsewhere =
        new SketchedScrapes(tag + "-other", "o:1")
            .counter(requests1)
            .histogram(duration1, 0.1, "0.05", "0.25", "1", "+Inf");
    PreflightReport report = look(bareLegacy(), elsewhere, candidate());

    blocked(report);
    PreflightFinding finding = only(report, Kind.SELECTOR_TOO_NARROW);
    assertThat(finding.metrics()).containsExactly("requests", "duration");
    assertThat(finding.sentence()).contains("job=\"" + tag + "-other\"");
    assertThat(finding.remedy()).contains("--legacy-selector", "job=\"" + tag + "-other\"");
  }

  @Test
  void aSelectorWithoutTargetsBlocks() throws Exception {
    PreflightReport report = look(candidate());

    blocked(report);
    PreflightFinding finding = only(report, Kind.NO_TARGET);
    assertThat(finding.side()).isEqualTo("legacy");
    assertThat(finding.sentence()).contains("no target matches {job=\"" + tag + "-l\"}");
  }

  @Test
  void aCounterSpelledWithoutItsEndingIsRecognised() throws Exception {
    PreflightReport report =
        look(
            bareLegacy()
                .counter(tag + "_v1_requests")
                .histogram(duration1, 0.1, "0.05", "0.25", "1", "+Inf"),
            candidate());

    blocked(report);
    assertThat(only(report, Kind.OTHER_TYPE).sentence()).contains("without _total");
  }

  @Test
  void aSummaryWhereAHistogramIsDeclaredIsRecognised() throws Exception {
    SketchedScrapes summary =
        bareLegacy()
            .counter(requests1)
            .counter(duration1 + "_count")
            .counter(duration1 + "_sum")
            .add(duration1, Map.of("quantile", "0.5"), Long.MAX_VALUE, scrape -> 0.1);
    PreflightReport report = look(summary, candidate());

    blocked(report);
    assertThat(only(report, Kind.OTHER_TYPE).sentence()).contains("is a summary");
  }

  @Test
  void bucketsWithoutTheirSumAreADoubt() throws Exception {
    SketchedScrapes part = bareLegacy().counter(requests1).counter(duration1 + "_count");
    for (String le : List.of("0.05", "0.25", "1", "+Inf")) {
      part.add(duration1 + "_bucket", Map.of("le", le), Long.MAX_VALUE, scrape -> scrape);
    }
    PreflightReport report = look(part, candidate());

    ready(report);
    assertThat(only(report, Kind.PART_MISSING).series()).containsExactly(duration1 + "_sum");
  }

  @Test
  void whatFallsAllTheTimeIsNoCounter() throws Exception {
    SketchedScrapes gauge =
        bareLegacy()
            .add(requests1, Map.of(), Long.MAX_VALUE, scrape -> scrape % 3)
            .histogram(duration1, 0.1, "0.05", "0.25", "1", "+Inf");
    PreflightReport report = look(gauge, candidate());

    ready(report);
    assertThat(only(report, Kind.COUNTER_FALLS).series()).containsExactly(requests1);
  }

  @Test
  void boundsAreComparedWithThoseOfTheOtherSideAndThePack() throws Exception {
    SketchedScrapes odd =
        bareLegacy().counter(requests1).histogram(duration1, 0.1, "0.03", "0.3", "3");
    PreflightReport report = look(odd, candidate());

    ready(report);
    assertThat(only(report, Kind.NO_INF_BUCKET).side()).isEqualTo("legacy");
    assertThat(only(report, Kind.NO_SHARED_BOUND).metrics()).containsExactly("duration");
    assertThat(only(report, Kind.THRESHOLD_WITHOUT_BUCKET).side()).isEqualTo("legacy");
    assertThat(only(report, Kind.NO_SHARED_BOUND).level()).isEqualTo(Level.DOUBT);
  }

  @Test
  void anEdgeThatNoBucketHasIsToldOf() throws Exception {
    pack =
        pack.replace(
            "series: " + duration2 + "}", "series: " + duration2 + ", edges: {\"55\": 54}}");
    PreflightReport report = look(legacy(), candidate());

    ready(report);
    assertThat(only(report, Kind.EDGE_NOT_SEEN).sentence()).contains("55", "50, 250, 1000");
  }

  @Test
  void aForgottenFactorShowsInNameAndMean() throws Exception {
    pack = pack.replace(", factor: 1000", "");
    PreflightReport report = look(legacy(), candidate());

    ready(report);
    assertThat(only(report, Kind.UNIT_FACTOR).sentence()).contains("seconds", "multiplied by 1,");
    assertThat(only(report, Kind.UNIT_MEAN).sentence()).contains("0.1", "100");
    assertThat(only(report, Kind.UNIT_MEAN).level()).isEqualTo(Level.DOUBT);
  }

  @Test
  void scrapesLessOftenThanDeclaredBlock() throws Exception {
    SketchedScrapes slow =
        new SketchedScrapes(tag + "-l", "l:1")
            .every(60_000)
            .counter(requests1)
            .histogram(duration1, 0.1, "0.05", "0.25", "1", "+Inf");
    PreflightReport report = look(slow, candidate());

    blocked(report);
    PreflightFinding finding = only(report, Kind.INTERVAL_LONGER);
    assertThat(finding.sentence()).contains("every 60 s", "declared 15 s");
    assertThat(finding.remedy()).contains("--legacy-scrape-interval 60s");
  }

  @Test
  void scrapesMoreOftenThanDeclaredAreANote() throws Exception {
    SketchedScrapes fast =
        new SketchedScrapes(tag + "-l", "l:1")
            .every(5000)
            .counter(requests1)
            .histogram(duration1, 0.1, "0.05", "0.25", "1", "+Inf");
    PreflightReport report = look(fast, candidate());

    ready(report);
    assertThat(only(report, Kind.INTERVAL_SHORTER).level()).isEqualTo(Level.NOTE);
  }

  @Test
  void aWindowThatBeginsBeforeTheOldestSampleBlocks() throws Exception {
    PreflightReport report =
        look(
            -30,
            bareLegacy()
                .from(-8 * MINUTE)
                .counter(requests1)
                .histogram(duration1, 0.1, "0.05", "0.25", "1", "+Inf"),
            bareCandidate()
                .from(-8 * MINUTE)
                .counter(requests2)
                .histogram(duration2, 100, "50", "250", "1000", "+Inf"));

    blocked(report);
    assertThat(report.preflight().findings())
        .filteredOn(finding -> finding.id() == Kind.RETENTION_TOO_SHORT)
        .hasSize(2)
        .allMatch(finding -> finding.sentence().contains("nothing older than " + at(-8)));
  }

  @Test
  void aServerThatHasBegunWithinTheHourDroppedNothing() throws Exception {
    PreflightReport report = look(-30, legacy(), candidate());

    ready(report);
    assertThat(report.preflight().findings())
        .filteredOn(finding -> finding.id() == Kind.TARGETS_TOO_YOUNG)
        .hasSize(2)
        .allMatch(finding -> finding.level() == Level.DOUBT)
        .allMatch(finding -> finding.sentence().contains("the first scrape of any"))
        .allMatch(finding -> finding.remedy().contains("from " + at(75) + " on a window as long"));
  }

  @Test
  void targetsThatAreYoungerThanTheWindowAreADoubt() throws Exception {
    SketchedScrapes young =
        new SketchedScrapes(tag + "-l", "l:1")
            .from(36 * MINUTE)
            .counter(requests1)
            .histogram(duration1, 0.1, "0.05", "0.25", "1", "+Inf");
    PreflightReport report = look(young, candidate());

    ready(report);
    assertThat(only(report, Kind.TARGETS_TOO_YOUNG).sentence()).contains("" + at(36));
  }

  @Test
  void aTargetWithoutTheRestartSignalIsNamed() throws Exception {
    SketchedScrapes mute =
        new SketchedScrapes(tag + "-c", "c:1")
            .counter(requests2)
            .histogram(duration2, 100, "50", "250", "1000", "+Inf");
    PreflightReport report = look(legacy(), mute);

    ready(report);
    assertThat(only(report, Kind.RESTART_SIGNAL_MISSING).sentence())
        .contains(tag + "_uptime", tag + "-c/c:1");
  }

  @Test
  void aMetricOnNeitherSideIsOneDoubtWhileOthersAreCompared() throws Exception {
    PreflightReport report =
        look(bareLegacy().counter(requests1), bareCandidate().counter(requests2));

    ready(report);
    PreflightFinding finding = only(report, Kind.NO_SUCH_NAME);
    assertThat(finding.side()).isNull();
    assertThat(finding.level()).isEqualTo(Level.DOUBT);
    assertThat(finding.sentence()).contains(duration1, duration2, "on either side");
  }

  @Test
  void nothingAtAllOnEitherSideBlocks() throws Exception {
    PreflightReport report = look(bareLegacy(), bareCandidate());

    blocked(report);
    assertThat(report.preflight().series()).noneMatch(Mapped::there);
  }
}
