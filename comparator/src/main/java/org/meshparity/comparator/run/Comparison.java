package org.meshparity.comparator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.cause.CauseFound;
import org.meshparity.comparator.cause.Causes;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.cause.SenderFailures;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.CounterRule;
import org.meshparity.comparator.verdict.GroupJudge;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.comparator.verdict.Tolerance;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SeriesRules;
import org.meshparity.rules.SideRules;

/**
 * One comparison, from pack to report: read both sides, judge every group, name causes, decide.
 * Faults of a source become a report whose outcome is {@code UNAVAILABLE}; they are never thrown.
 * For several threads, one run at a time each.
 */
public final class Comparison {

  private final ComparisonSettings settings;

  public Comparison(ComparisonSettings settings) {
    this.settings = settings;
  }

  /** What the comparison was configured with. */
  public ComparisonSettings settings() {
    return settings;
  }

  /**
   * How old a window's end must be for everything that it needs to have settled: lag, two scrapes,
   * and the instants to which the end may still be moved.
   */
  public Duration settle() {
    long longest = 0;
    for (MetricRule metric : settings.pack().metrics()) {
      longest =
          Math.max(
              longest,
              settings
                  .legacy()
                  .scrapeInterval()
                  .multipliedBy(3)
                  .plus(metric.legacy().lag())
                  .toMillis());
      longest =
          Math.max(
              longest,
              settings
                  .candidate()
                  .scrapeInterval()
                  .multipliedBy(3)
                  .plus(metric.candidate().lag())
                  .toMillis());
    }
    return Duration.ofMillis(longest + 2000 + settings.clockError().toMillis());
  }

  /**
   * Compares the configured window that ends at an instant.
   *
   * @param end the window's wanted end; old enough for all that must settle
   */
  public Report run(Instant end) {
    return run(end.minus(settings.window()), end);
  }

  /**
   * Compares what lies between two instants; both are moved to quiet instants nearby.
   *
   * @param start the window's wanted start, exclusive
   * @param end the window's wanted end, inclusive
   */
  public Report run(Instant start, Instant end) {
    Window wanted = new Window(start.toEpochMilli(), end.toEpochMilli());
    Pack pack = settings.pack();
    SideRun legacy = side("legacy", settings.legacy(), pack.legacy(), Identity.legacy(pack));
    SideRun candidate =
        side("candidate", settings.candidate(), pack.candidate(), Identity.candidate(pack));
    ReportWriter writer = new ReportWriter(settings, legacy, candidate);
    try {
      readTargets(legacy, candidate, wanted);
      if (legacy.targets().size() == 0 || candidate.targets().size() == 0) {
        return writer.noTargets(wanted);
      }
      Readings readings = new Readings(pack, legacy, candidate);
      Window window = readings.anchor(wanted);
      return judged(writer, window, readings.read(window), legacy, candidate);
    } catch (SourceUnavailable e) {
      return writer.unavailable(wanted, String.valueOf(e.getMessage()));
    }
  }

  private SideRun side(String word, SideSettings side, SideRules rules, Identity identity) {
    return new SideRun(word, side, rules, identity, settings.clockError().toMillis());
  }

  /**
   * Over everything the run can touch: the ends wherever they move, look-backs, lags, and what may
   * have expired before.
   */
  private void readTargets(SideRun legacy, SideRun candidate, Window wanted)
      throws SourceUnavailable {
    SideTasks.both(
        () -> readTargets(legacy, wanted, true), () -> readTargets(candidate, wanted, false));
  }

  private void readTargets(SideRun side, Window wanted, boolean isLegacy) throws SourceUnavailable {
    long interval =
        Math.max(
            settings.legacy().scrapeInterval().toMillis(),
            settings.candidate().scrapeInterval().toMillis());
    long lag = 0;
    for (MetricRule metric : settings.pack().metrics()) {
      SeriesRules series = isLegacy ? metric.legacy() : metric.candidate();
      lag = Math.max(lag, series.lag().toMillis());
    }
    long around =
        Anchors.mostReach(interval)
            + 5 * side.interval()
            + 10_000
            + settings.clockError().toMillis();
    side.readTargets(
        wanted.start() - around - side.expiry().orElse(0), wanted.end() + around + lag);
  }

  private Report judged(
      ReportWriter writer,
      Window window,
      Map<String, List<GroupReading>> readings,
      SideRun legacy,
      SideRun candidate) {
    Map<Group, GroupReading> groups = new LinkedHashMap<>();
    for (MetricRule metric : settings.pack().metrics()) {
      GroupJudge judge = judge(metric, legacy, candidate);
      for (GroupReading reading : readings.getOrDefault(metric.name(), List.of())) {
        List<Judgement> judgements =
            writer.partial()
                ? List.of(writer.undecidedForPartialData(metric))
                : judge.judge(reading.legacy(), reading.candidate());
        groups.put(
            new Group(metric.name(), reading.key().toMap(settings.pack().identity()), judgements),
            reading);
      }
    }
    List<CauseFound> causes =
        new Causes(SenderFailures.UNKNOWN).of(new ArrayList<>(groups.keySet()));
    return writer.judged(window, groups, causes);
  }

  private GroupJudge judge(MetricRule metric, SideRun legacy, SideRun candidate) {
    Tolerance tolerance = Tolerance.relative(settings.tolerance());
    Remedy remedy =
        new Remedy(seconds(legacy, metric.legacy()), seconds(candidate, metric.candidate()));
    return new GroupJudge(metric, new CounterRule(tolerance, remedy), tolerance);
  }

  private static double seconds(SideRun side, SeriesRules series) {
    return (side.interval() + side.targets().longestScrape() + series.lag().toMillis()) / 1000.0;
  }
}
