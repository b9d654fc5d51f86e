package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.meshparity.comparator.cause.CauseFound;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.gate.Decision;
import org.meshparity.comparator.gate.GateFacts;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.preflight.PreflightFinding;
import org.meshparity.comparator.report.PreflightReport;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.MetricRule;

/** Puts a run's report together. */
final class ReportWriter {

  private final Terms terms;
  private final SideFacts legacy;
  private final SideFacts candidate;
  private final Preflight preflight;

  /** Of a run without a preflight. */
  ReportWriter(Terms terms, SideFacts legacy, SideFacts candidate) {
    this(terms, legacy, candidate, Preflight.NONE);
  }

  ReportWriter(Terms terms, SideFacts legacy, SideFacts candidate, Preflight preflight) {
    this.preflight = preflight;
    this.terms = terms;
    this.legacy = legacy;
    this.candidate = candidate;
  }

  /** Whether a source's answers are partial or mixed, so that nothing can be proved by them. */
  boolean partial() {
    return !warnings().isEmpty();
  }

  Judgement undecidedForPartialData(MetricRule metric) {
    Undecidable finding =
        new Undecidable(
            warnings().get(0), "whole answers, of one scraper for each target,", Want.DATA);
    return new Judgement(Claim.INCREASE, true, null, null, null, null, metric.unit(), finding);
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>(legacy.warnings());
    candidate.warnings().stream()
        .filter(warning -> !warnings.contains(warning))
        .forEach(warnings::add);
    return warnings;
  }

  /** Nothing was found that could be compared; the reasons say where it was looked for. */
  Report noData(Window wanted, List<String> reasons) {
    return report(
        wanted,
        new Decision(Outcome.NO_DATA, 3, reasons, null),
        new MetricsOf(terms.pack(), List.of()),
        List.of(),
        Stream.of(),
        List.of(),
        new Report.Coverage(0, 0, 0));
  }

  Report unavailable(Window wanted, String reason) {
    return report(
        wanted,
        new Decision(Outcome.UNAVAILABLE, 4, List.of(reason), 60L),
        new MetricsOf(terms.pack(), List.of()),
        List.of(),
        Stream.of(),
        List.of(),
        new Report.Coverage(0, 0, 0));
  }

  Report judged(Window window, Judged judged, List<CauseFound> found, Openings openings) {
    List<JudgedGroup> groups = judged.groups();
    MetricsOf sums = new MetricsOf(terms.pack(), groups);
    CoverageOf coverage = new CoverageOf();
    groups.forEach(coverage::add);
    List<Report.Cause> causes =
        new CausesOf(terms.pack(), legacy, candidate, window).of(found, groups, coverage.traffic());
    GateFacts facts = facts(window, judged, causes, coverage);
    GroupChecks checks =
        new GroupChecks(terms, judged.ids(), legacy, candidate, window, found, openings);
    JudgedGroup[] inOrder = RunChecks.inOrder(groups);
    return report(
        window,
        decision(facts, sums.counts()),
        sums,
        new RunChecks(inOrder, checks),
        AnswerDigest.of(inOrder, openings),
        causes,
        coverage.toReport());
  }

  private Decision decision(GateFacts facts, Map<Verdict, Integer> counts) {
    if (partial()) {
      return Decision.ofPartial(terms.gate(), facts, warnings());
    }
    boolean onlyCounts =
        terms.mode() == Mode.UNPAIRED
            && facts.traffic() == 0
            && counts.getOrDefault(Verdict.NOT_COMPARABLE, 0) > 0;
    Decision decision = Decision.of(terms.gate(), facts);
    return onlyCounts && decision.outcome() == Outcome.NO_DATA
        ? Decision.undecided(
            terms.gate(),
            List.of(
                "there are only counts, and those of different requests cannot be compared; a"
                    + " histogram could be, or --mode paired if both sides observe the same"
                    + " requests"))
        : decision;
  }

  private GateFacts facts(
      Window window, Judged judged, List<Report.Cause> causes, CoverageOf coverage) {
    int different = 0;
    int missing = 0;
    for (JudgedGroup one : judged.groups()) {
      different = Math.addExact(different, one.tally().different());
      missing = Math.addExact(missing, one.tally().missing());
    }
    return new GateFacts(
        different,
        missing,
        coverage.toReport().undecided(),
        coverage.traffic(),
        legacy.scraped(window),
        candidate.scraped(window),
        causes.stream().map(cause -> cause.id() + ": " + cause.title()).toList(),
        judged.remedies());
  }

  /** What is known before anything is compared. */
  PreflightReport onlyPreflight(Window window) {
    List<String> reasons =
        preflight.findings().stream()
            .filter(finding -> finding.level() == PreflightFinding.Level.BLOCKS)
            .map(PreflightFinding::sentence)
            .toList();
    return new PreflightReport(
        Report.SCHEMA_VERSION,
        terms.name(),
        preflight.readiness(),
        preflight.readiness().exitCode(),
        reasons,
        packInfo(),
        times(window),
        new Report.Sides(legacy.described(window), candidate.described(window)),
        preflight);
  }

  private Report.PackInfo packInfo() {
    return new Report.PackInfo(terms.pack().name(), terms.pack().version(), terms.pack().sha256());
  }

  private Report.WindowInfo times(Window window) {
    return new Report.WindowInfo(
        GroupChecks.time(window.start()), GroupChecks.time(window.end()), terms.mode().word());
  }

  private Report report(
      Window window,
      Decision decided,
      MetricsOf sums,
      List<Report.Check> checks,
      Stream<byte[]> answers,
      List<Report.Cause> causes,
      Report.Coverage coverage) {
    Report.Decision decision =
        new Report.Decision(
            decided.outcome() == Outcome.PARITY,
            decided.exitCode(),
            decided.reasons(),
            terms.live() ? decided.retryAfterSeconds() : null);
    Report.WindowInfo times = times(window);
    Report.SettingsInfo info = settingsInfo();
    Report.PackInfo pack = packInfo();
    Report.Sides sides = new Report.Sides(legacy.described(window), candidate.described(window));
    String id =
        CheckIds.digest(
            Stream.of(terms.name(), pack, times, info, sides, warnings(), decision, causes),
            answers);
    return new Report(
        Report.SCHEMA_VERSION,
        id,
        terms.name(),
        decided.outcome(),
        false,
        decision,
        Stream.of(warnings(), legacy.notes(), candidate.notes())
            .flatMap(List::stream)
            .distinct()
            .toList(),
        terms.assumptions(),
        pack,
        times,
        info,
        sides,
        coverage,
        sums.metrics(),
        sums.counts(),
        checks,
        causes,
        preflight);
  }

  private Report.SettingsInfo settingsInfo() {
    List<String> failOn =
        terms.gate().failOn().stream()
            .sorted()
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();
    return new Report.SettingsInfo(
        terms.tolerance(), terms.gate().maxUndecided(), terms.gate().minCoverage(), failOn);
  }
}
