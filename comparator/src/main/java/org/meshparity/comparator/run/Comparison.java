package org.meshparity.comparator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.preflight.ClockCheck;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.report.PreflightReport;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.AnswerFillsHeap;
import org.meshparity.comparator.source.SourceUnavailable;

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
  private final boolean amongOthers;

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
    this(settings, limits, planned, settings.clockError(), false);
  }

  private Comparison(
      ComparisonSettings settings,
      RunLimits limits,
      Consumer<QueryPlan> planned,
      Duration declaredClockError,
      boolean amongOthers) {
    this.amongOthers = amongOthers;
    this.declaredClockError = declaredClockError;
    this.settings = settings;
    this.limits = limits;
    this.planned = planned;
  }

  /**
   * The same in a process that has more to do. A run that fills the heap then ends before the last
   * of it is taken, rather than when an allocation fails, which may be anybody's.
   */
  public Comparison amongOthers() {
    return new Comparison(settings, limits, planned, declaredClockError, true);
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
    long longest =
        Math.max(
            settle(settings.legacy(), LookRun.mostLag(settings.pack(), true)),
            settle(settings.candidate(), LookRun.mostLag(settings.pack(), false)));
    return Duration.ofMillis(longest + 2000 + settings.clockError().toMillis());
  }

  private static long settle(SideSettings side, long mostLag) {
    return side.scrapeInterval().multipliedBy(3).toMillis() + mostLag;
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

  /**
   * Looks once.
   *
   * @throws HeapExhausted if this process has too little memory for it
   */
  public Report run(Look look) {
    return guarded(guard -> run(look, guard));
  }

  private Report run(Look look, HeapGuard guard) {
    LookRun run = new LookRun(settings, limits, look, Shard.ALL);
    ReportWriter writer = run.writer();
    try {
      List<String> unscraped = run.readTargets();
      Optional<Comparison> wider = withClocksSeen();
      if (wider.isPresent()) {
        return wider.get().run(look, guard);
      }
      writer = run.writer(run.preflight(declaredClockError));
      if (!unscraped.isEmpty()) {
        return writer.noData(run.wanted(), unscraped);
      }
      Map<String, List<GroupReading>> readings = run.read(planned.andThen(guard::planned));
      return run.judging(writer, guard).report(run.window(), readings);
    } catch (SourceUnavailable e) {
      return writer.unavailable(run.wanted(), String.valueOf(e.getMessage()));
    } catch (AnswerFillsHeap full) {
      return writer.unavailable(run.wanted(), guard.blamed(full));
    }
  }

  /**
   * Looks at the set-up only: nothing is compared.
   *
   * @throws HeapExhausted if this process has too little memory for it
   */
  public PreflightReport preflight(Look look) {
    return guarded(
        guard -> {
          LookRun run = new LookRun(settings, limits, look, Shard.ALL);
          Preflight found = run.onlyPreflight(declaredClockError, guard::blamed);
          return run.writer(found).onlyPreflight(run.wanted());
        });
  }

  /**
   * The same comparison with as much allowed for the clocks as the servers' answers show to be
   * needed; empty if what is declared is not disproved. A proof must not rest on what is known to
   * be wrong.
   */
  private Optional<Comparison> withClocksSeen() throws SourceUnavailable {
    long declared = settings.clockError().toMillis();
    long allowed =
        ClockCheck.allowed(settings.legacy().source(), settings.candidate().source(), declared);
    if (allowed > declared && allowed > settings.window().toMillis()) {
      throw new SourceUnavailable(
          "the clocks of "
              + settings.legacy().source().name()
              + " and "
              + settings.candidate().source().name()
              + " differ by "
              + allowed / 1000
              + " s, as the dates of their answers show, which is more than the window; set both by"
              + " NTP, or see which proxy writes these dates",
          null);
    }
    return allowed <= declared || !settings.clockError().equals(declaredClockError)
        ? Optional.empty()
        : Optional.of(
            new Comparison(
                settings.withClockError(Duration.ofMillis(allowed)),
                limits,
                planned,
                declaredClockError,
                amongOthers));
  }

  /**
   * Reads one part of what a look would read. What it comes to is known once all parts are there.
   *
   * @param pack how the pack was named, for whoever puts the parts together
   * @throws HeapExhausted if this process has too little memory for it
   */
  public ShardReport read(Look look, Shard shard, String pack) {
    return guarded(guard -> read(look, shard, pack, guard));
  }

  private ShardReport read(Look look, Shard shard, String pack, HeapGuard guard) {
    LookRun run = new LookRun(settings, limits, look, shard);
    ShardWriter writer =
        new ShardWriter(
            pack,
            shard,
            run.terms(),
            settings.clockError().toMillis(),
            run.legacy(),
            run.candidate(),
            run.wanted());
    try {
      List<String> unscraped = run.readTargets();
      Optional<Comparison> wider = withClocksSeen();
      if (wider.isPresent()) {
        return wider.get().read(look, shard, pack, guard);
      }
      writer.found(run.preflight(declaredClockError));
      if (!unscraped.isEmpty()) {
        return writer.noData(unscraped);
      }
      Map<String, List<GroupReading>> readings = run.read(planned.andThen(guard::planned));
      Map<Group, GroupReading> groups =
          run.judging(run.writer(), guard).judged(readings).readings();
      writer.gathered(run.causes().of(run.window(), groups).gathered());
      return writer.read(run.readings().part(), run.window(), groups, run.openings(groups));
    } catch (SourceUnavailable e) {
      return writer.unavailable(String.valueOf(e.getMessage()));
    } catch (AnswerFillsHeap full) {
      return writer.unavailable(guard.blamed(full));
    }
  }

  /** Whatever a run comes to once it was stopped for want of memory may lack something. */
  private <T> T guarded(Function<HeapGuard, T> run) {
    try (HeapGuard guard = HeapGuard.of(settings.name(), amongOthers)) {
      try {
        T done = run.apply(guard);
        guard.check();
        return done;
      } catch (RuntimeException | Error failure) {
        guard.explain(failure);
        throw failure;
      }
    }
  }
}
