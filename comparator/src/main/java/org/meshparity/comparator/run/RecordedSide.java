package org.meshparity.comparator.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meshparity.comparator.cause.CauseFound;
import org.meshparity.comparator.cause.CauseQuery;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.envelope.Targets;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.ShardReport.SideRead;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;

/** One side as the shards of a run read it. */
final class RecordedSide implements SideFacts {

  private final SideRead read;
  private final SideRun run;
  private final List<String> warnings;
  private final List<String> notes;

  /**
   * From what any of the shards wrote down.
   *
   * @param warnings of all shards
   * @param notes of all shards
   */
  RecordedSide(
      boolean isLegacy,
      SideRead read,
      Pack pack,
      long clockError,
      List<String> warnings,
      List<String> notes) {
    this.read = read;
    this.notes = List.copyOf(notes);
    this.warnings = List.copyOf(warnings);
    SideSettings settings =
        new SideSettings(
            new RecordedSource(
                read.source(),
                new StampErrors(read.stampPlusMs(), read.stampMinusMs()),
                read.nativeHistograms()),
            LabelMatchers.parse(read.selector()),
            Duration.ofMillis(read.intervalMs()),
            Duration.ofMillis(read.offsetMs()));
    this.run =
        new SideRun(
            isLegacy ? "legacy" : "candidate",
            settings,
            isLegacy ? pack.legacy() : pack.candidate(),
            isLegacy ? Identity.legacy(pack) : Identity.candidate(pack),
            clockError,
            LookRun.mostLag(pack, isLegacy),
            new Budget(RunLimits.DEFAULT, 1));
    run.know(Targets.recorded(read.intervalMs(), read.longestScrapeMs()));
  }

  /** The side as a run has it, but for its samples. */
  SideRun run() {
    return run;
  }

  @Override
  public Report.Side described(Window window) {
    Report.Side described = read.described();
    return described == null ? run.facts().described(window) : described;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public Optional<CauseQuery> query(
      MetricRule metric, CauseFound.View view, Map<String, String> where, Window window) {
    return read.server() ? run.facts().shown(metric, view, where, window) : Optional.empty();
  }

  @Override
  public Shown evidence(MetricRule metric, Window window) {
    return read.server() ? run.facts().evidence(metric, window) : Shown.NOTHING;
  }
}
