package org.meshparity.comparator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Openings.Samples;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.Bands;
import org.meshparity.comparator.verdict.Remedy;
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
    return run(new Look(start, end, false, 0));
  }

  /** Looks once. */
  public Report run(Look look) {
    Window wanted = new Window(look.start().toEpochMilli(), look.end().toEpochMilli());
    Pack pack = settings.pack();
    SideRun legacy = side("legacy", settings.legacy(), pack.legacy(), Identity.legacy(pack));
    SideRun candidate =
        side("candidate", settings.candidate(), pack.candidate(), Identity.candidate(pack));
    Terms terms = terms(look);
    ReportWriter writer = new ReportWriter(terms, legacy, candidate);
    try {
      readTargets(legacy, candidate, wanted);
      List<String> unscraped =
          Stream.of(legacy, candidate).map(SideRun::unscraped).flatMap(Optional::stream).toList();
      if (!unscraped.isEmpty()) {
        return writer.noData(wanted, unscraped);
      }
      Mode mode = settings.mode();
      boolean stopped = mode == Mode.DRAINED && look.given();
      Readings readings = new Readings(pack, legacy, candidate, mode);
      Window window = readings.anchor(wanted, stopped);
      Quiet quiet =
          mode == Mode.DRAINED ? new Quiet(window.end(), stopped, legacy, candidate) : null;
      Samples samples = new SamplesAgain(readings, legacy, candidate);
      return new Judging(
              terms,
              writer,
              metric -> remedy(metric, legacy, candidate),
              groups ->
                  mode == Mode.UNPAIRED
                      ? Openings.NONE
                      : Openings.of(groups, pack.metrics(), samples),
              new CauseFacts(terms, legacy, candidate))
          .report(window, readings.read(window, quiet));
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

  private Terms terms(Look look) {
    return new Terms(
        settings.name(),
        settings.pack(),
        settings.tolerance(),
        settings.gate(),
        settings.mode(),
        true,
        Bands.alphaOf(look.number()),
        Assumptions.of(settings));
  }

  private static Remedy remedy(MetricRule metric, SideRun legacy, SideRun candidate) {
    return new Remedy(seconds(legacy, metric.legacy()), seconds(candidate, metric.candidate()));
  }

  private static double seconds(SideRun side, SeriesRules series) {
    return (side.interval() + side.targets().longestScrape() + series.lag().toMillis()) / 1000.0;
  }
}
