package org.meshparity.comparator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.preflight.ClockCheck;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.preflight.PreflightRun;
import org.meshparity.comparator.preflight.PreflightSide;
import org.meshparity.comparator.report.PreflightReport;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.Bands;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SeriesRules;

/**
 * One comparison, from pack to report: read both sides, judge every group, name causes, decide.
 * Faults of a source become a report whose outcome is {@code UNAVAILABLE}; they are never thrown.
 * For several threads, one run at a time each.
 */
public final class Comparison {

  private final ComparisonSettings settings;
  private final Duration declaredClockError;
  private final RunLimits limits;
  private final Consumer<QueryPlan> planned;

  /** Within limits that suit any mesh which one machine can compare. */
  public Comparison(ComparisonSettings settings) {
    this(settings, RunLimits.DEFAULT, plan -> {});
  }

  /**
   * Within limits of one's own.
   *
   * @param planned is told what a run is about to ask, before it loads any series
   */
  public Comparison(ComparisonSettings settings, RunLimits limits, Consumer<QueryPlan> planned) {
    this(settings, limits, planned, settings.clockError());
  }

  private Comparison(
      ComparisonSettings settings,
      RunLimits limits,
      Consumer<QueryPlan> planned,
      Duration declaredClockError) {
    this.declaredClockError = declaredClockError;
    this.settings = settings;
    this.limits = limits;
    this.planned = planned;
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
    Run run = new Run(look, Shard.ALL);
    ReportWriter writer = new ReportWriter(run.terms, run.legacy, run.candidate);
    try {
      List<String> unscraped = run.readTargets();
      Optional<Comparison> wider = withClocksSeen();
      if (wider.isPresent()) {
        return wider.get().run(look);
      }
      writer = new ReportWriter(run.terms, run.legacy, run.candidate, run.preflight());
      if (!unscraped.isEmpty()) {
        return writer.noData(run.wanted, unscraped);
      }
      Map<String, List<GroupReading>> readings = run.read();
      return run.judging(writer).report(run.window, readings);
    } catch (SourceUnavailable e) {
      return writer.unavailable(run.wanted, String.valueOf(e.getMessage()));
    }
  }

  /** Looks at the set-up only: nothing is compared. */
  public PreflightReport preflight(Look look) {
    Run run = new Run(look, Shard.ALL);
    PreflightSide one = targetsRead(run.legacy, run.wanted, true);
    PreflightSide two = targetsRead(run.candidate, run.wanted, false);
    Preflight found = run.preflight(one, two);
    return new ReportWriter(run.terms, run.legacy, run.candidate, found).onlyPreflight(run.wanted);
  }

  private PreflightSide targetsRead(SideRun side, Window wanted, boolean isLegacy) {
    try {
      readTargets(side, wanted, isLegacy);
      return side.preflight();
    } catch (SourceUnavailable e) {
      return side.preflight().withFault(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The same comparison with as much allowed for the clocks as the servers' answers show to be
   * needed; empty if what is declared is not disproved. A proof must not rest on what is known to
   * be wrong.
   */
  private Optional<Comparison> withClocksSeen() {
    long declared = settings.clockError().toMillis();
    long allowed =
        ClockCheck.allowed(settings.legacy().source(), settings.candidate().source(), declared);
    return allowed <= declared || !settings.clockError().equals(declaredClockError)
        ? Optional.empty()
        : Optional.of(
            new Comparison(
                settings.withClockError(Duration.ofMillis(allowed)),
                limits,
                planned,
                declaredClockError));
  }

  /**
   * Reads one part of what a look would read. What it comes to is known once all parts are there.
   *
   * @param pack how the pack was named, for whoever puts the parts together
   */
  public ShardReport read(Look look, Shard shard, String pack) {
    Run run = new Run(look, shard);
    ShardWriter writer =
        new ShardWriter(
            pack,
            shard,
            run.terms,
            settings.clockError().toMillis(),
            run.legacy,
            run.candidate,
            run.wanted);
    try {
      List<String> unscraped = run.readTargets();
      Optional<Comparison> wider = withClocksSeen();
      if (wider.isPresent()) {
        return wider.get().read(look, shard, pack);
      }
      writer.found(run.preflight());
      if (!unscraped.isEmpty()) {
        return writer.noData(unscraped);
      }
      Map<String, List<GroupReading>> readings = run.read();
      ReportWriter facts = new ReportWriter(run.terms, run.legacy, run.candidate);
      Map<Group, GroupReading> groups = run.judging(facts).judged(readings).readings();
      writer.gathered(
          new CauseFacts(run.terms, run.legacy, run.candidate).of(run.window, groups).gathered());
      return writer.read(run.readings.part(), run.window, groups, run.openings(groups));
    } catch (SourceUnavailable e) {
      return writer.unavailable(String.valueOf(e.getMessage()));
    }
  }

  /** The parts of one look, in the order in which they are needed. */
  private final class Run {
    private final Look look;
    private final Budget budget = new Budget(limits);
    private final SideRun legacy = legacy(budget);
    private final SideRun candidate = candidate(budget);
    private final Terms terms;
    private final Window wanted;
    private final Readings readings;
    private Window window;

    Run(Look look, Shard shard) {
      this.look = look;
      this.terms = Comparison.this.terms(look);
      this.wanted = new Window(look.start().toEpochMilli(), look.end().toEpochMilli());
      this.window = wanted;
      this.readings = new Readings(settings.pack(), legacy, candidate, settings.mode(), shard);
    }

    /** Why nothing can be compared; empty if something can. */
    List<String> readTargets() throws SourceUnavailable {
      Comparison.this.readTargets(legacy, candidate, wanted);
      return Stream.of(legacy, candidate)
          .map(SideRun::unscraped)
          .flatMap(Optional::stream)
          .toList();
    }

    Preflight preflight() {
      return preflight(legacy.preflight(), candidate.preflight());
    }

    Preflight preflight(PreflightSide one, PreflightSide two) {
      PreflightRun run = new PreflightRun(settings.pack(), one, two, wanted.start(), wanted.end());
      Preflight found = run.look(declaredClockError.toMillis(), SideTasks::bothOrNeither);
      run.counts(one).ifPresent(legacy::counted);
      run.counts(two).ifPresent(candidate::counted);
      return found;
    }

    Map<String, List<GroupReading>> read() throws SourceUnavailable {
      QueryPlan plan = readings.plan(wanted);
      planned.accept(plan);
      plan.check(limits);
      boolean drained = settings.mode() == Mode.DRAINED;
      boolean stopped = drained && look.given();
      window = readings.anchor(wanted, stopped);
      return readings.read(
          window, drained ? new Quiet(window.end(), stopped, legacy, candidate) : null);
    }

    Judging judging(ReportWriter writer) {
      return new Judging(
          terms,
          writer,
          metric -> remedy(metric, legacy, candidate),
          this::openings,
          new CauseFacts(terms, legacy, candidate));
    }

    Openings openings(Map<Group, GroupReading> groups) {
      return settings.mode() == Mode.UNPAIRED
          ? Openings.NONE
          : Openings.of(
              groups, settings.pack().metrics(), new SamplesAgain(readings, legacy, candidate));
    }
  }

  private SideRun legacy(Budget budget) {
    Pack pack = settings.pack();
    return new SideRun(
        "legacy",
        settings.legacy(),
        pack.legacy(),
        Identity.legacy(pack),
        settings.clockError().toMillis(),
        mostLag(pack, true),
        budget);
  }

  private SideRun candidate(Budget budget) {
    Pack pack = settings.pack();
    return new SideRun(
        "candidate",
        settings.candidate(),
        pack.candidate(),
        Identity.candidate(pack),
        settings.clockError().toMillis(),
        mostLag(pack, false),
        budget);
  }

  static long mostLag(Pack pack, boolean isLegacy) {
    return pack.metrics().stream()
        .map(metric -> isLegacy ? metric.legacy() : metric.candidate())
        .mapToLong(series -> series.lag().toMillis())
        .max()
        .orElse(0);
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
    long lag = mostLag(settings.pack(), isLegacy);
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

  static Remedy remedy(MetricRule metric, SideRun legacy, SideRun candidate) {
    return new Remedy(seconds(legacy, metric.legacy()), seconds(candidate, metric.candidate()));
  }

  private static double seconds(SideRun side, SeriesRules series) {
    return (side.interval() + side.targets().longestScrape() + series.lag().toMillis()) / 1000.0;
  }
}
