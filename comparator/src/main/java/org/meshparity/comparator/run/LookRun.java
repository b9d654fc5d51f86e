package org.meshparity.comparator.run;

import static java.lang.Math.max;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.preflight.PreflightRun;
import org.meshparity.comparator.preflight.PreflightSide;
import org.meshparity.comparator.source.AnswerFillsHeap;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.Bands;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SeriesRules;

/** The parts of one look, in the order in which they are needed. */
final class LookRun {

  private final ComparisonSettings settings;
  private final RunLimits limits;
  private final Look look;
  private final SideRun legacy;
  private final SideRun candidate;
  private final Terms terms;
  private final Window wanted;
  private final Readings readings;
  private Window window;

  LookRun(ComparisonSettings settings, RunLimits limits, Look look, Shard shard) {
    this.settings = settings;
    this.limits = limits;
    this.look = look;
    Budget budget = new Budget(limits, atOnce(settings));
    this.legacy = side(settings, true, budget);
    this.candidate = side(settings, false, budget);
    this.terms = terms(settings, look);
    this.wanted = new Window(look.start().toEpochMilli(), look.end().toEpochMilli());
    this.window = wanted;
    this.readings = new Readings(settings.pack(), legacy, candidate, settings.mode(), shard);
  }

  /** Both sides may be of one server; two servers are asked one question each at least. */
  private static int atOnce(ComparisonSettings settings) {
    SampleSource one = settings.legacy().source();
    SampleSource two = settings.candidate().source();
    return one == two ? one.mostAtOnce() : max(2, max(one.mostAtOnce(), two.mostAtOnce()));
  }

  private static SideRun side(ComparisonSettings settings, boolean isLegacy, Budget budget) {
    Pack pack = settings.pack();
    return new SideRun(
        isLegacy ? "legacy" : "candidate",
        isLegacy ? settings.legacy() : settings.candidate(),
        isLegacy ? pack.legacy() : pack.candidate(),
        isLegacy ? Identity.legacy(pack) : Identity.candidate(pack),
        settings.clockError().toMillis(),
        mostLag(pack, isLegacy),
        budget);
  }

  static long mostLag(Pack pack, boolean isLegacy) {
    return pack.metrics().stream()
        .map(metric -> isLegacy ? metric.legacy() : metric.candidate())
        .mapToLong(series -> series.lag().toMillis())
        .max()
        .orElse(0);
  }

  private static Terms terms(ComparisonSettings settings, Look look) {
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

  Terms terms() {
    return terms;
  }

  SideRun legacy() {
    return legacy;
  }

  SideRun candidate() {
    return candidate;
  }

  /** What was asked for. */
  Window wanted() {
    return wanted;
  }

  /** What is compared, once it was read. */
  Window window() {
    return window;
  }

  Readings readings() {
    return readings;
  }

  /** Writes its report, without a preflight. */
  ReportWriter writer() {
    return new ReportWriter(terms, legacy.facts(), candidate.facts());
  }

  /** The same with one. */
  ReportWriter writer(Preflight found) {
    return new ReportWriter(terms, legacy.facts(), candidate.facts(), found);
  }

  /** Why nothing can be compared; empty if something can. */
  List<String> readTargets() throws SourceUnavailable {
    SideTasks.both(() -> readTargets(legacy), () -> readTargets(candidate));
    return Stream.of(legacy, candidate).map(SideRun::unscraped).flatMap(Optional::stream).toList();
  }

  /**
   * Over everything the run can touch: the ends wherever they move, look-backs, lags, and what may
   * have expired before.
   */
  private void readTargets(SideRun side) throws SourceUnavailable {
    long interval = Math.max(legacy.interval(), candidate.interval());
    long lag = mostLag(settings.pack(), side.isLegacy());
    long around =
        Anchors.mostReach(interval)
            + 5 * side.interval()
            + 10_000
            + settings.clockError().toMillis();
    side.readTargets(
        wanted.start() - around - side.expiry().orElse(0),
        wanted.end() + around + lag,
        SeriesNames.of(side, settings.pack()).stream().map(SideRun.Name::series).toList());
  }

  /** Of targets that were read. */
  Preflight preflight(Duration declaredClockError) {
    return preflight(
        legacy.preflight(),
        candidate.preflight(),
        declaredClockError,
        full -> {
          throw full;
        });
  }

  /**
   * The same where nothing else is wanted: a source that does not answer, or does so without end,
   * is one more finding.
   */
  Preflight onlyPreflight(Duration declaredClockError, Function<AnswerFillsHeap, String> blamed) {
    return preflight(
        targetsRead(legacy, blamed), targetsRead(candidate, blamed), declaredClockError, blamed);
  }

  private PreflightSide targetsRead(SideRun side, Function<AnswerFillsHeap, String> blamed) {
    try {
      readTargets(side);
      return side.preflight();
    } catch (SourceUnavailable e) {
      return side.preflight().withFault(String.valueOf(e.getMessage()));
    } catch (AnswerFillsHeap full) {
      return side.preflight().withFault(blamed.apply(full));
    }
  }

  private Preflight preflight(
      PreflightSide one,
      PreflightSide two,
      Duration declaredClockError,
      Function<AnswerFillsHeap, String> blamed) {
    legacy.budget().begin("its set-up");
    PreflightRun run =
        new PreflightRun(settings.pack(), one, two, wanted.start(), wanted.end(), blamed);
    Preflight found = run.look(declaredClockError.toMillis(), SideTasks::bothOrNeither);
    run.counts(one).ifPresent(seen -> legacy.counted(seen, wanted.end() - one.look()));
    run.counts(two).ifPresent(seen -> candidate.counted(seen, wanted.end() - two.look()));
    return found;
  }

  Map<String, List<GroupReading>> read(Consumer<QueryPlan> planned) throws SourceUnavailable {
    legacy.budget().begin("the number of series");
    QueryPlan plan = readings.plan(wanted);
    planned.accept(plan);
    plan.check(limits);
    legacy.budget().begin("what was counted");
    boolean drained = settings.mode() == Mode.DRAINED;
    boolean stopped = drained && look.given();
    window = readings.anchor(wanted, stopped);
    return readings.read(
        window, drained ? new Quiet(window.end(), stopped, legacy, candidate) : null);
  }

  Judging judging(ReportWriter writer, HeapGuard guard) {
    legacy.budget().begin("causes of gaps");
    return new Judging(
            terms, writer, metric -> remedy(metric, legacy, candidate), this::openings, causes())
        .asking(guard::check);
  }

  CauseFacts causes() {
    return new CauseFacts(terms, legacy, candidate);
  }

  Openings openings(Map<Group, GroupReading> groups) {
    return settings.mode() == Mode.UNPAIRED
        ? Openings.NONE
        : Openings.of(
            groups, settings.pack().metrics(), new SamplesAgain(readings, legacy, candidate));
  }

  static Remedy remedy(MetricRule metric, SideRun legacy, SideRun candidate) {
    return new Remedy(seconds(legacy, metric.legacy()), seconds(candidate, metric.candidate()));
  }

  private static double seconds(SideRun side, SeriesRules series) {
    return (side.interval() + side.targets().longestScrape() + series.lag().toMillis()) / 1000.0;
  }
}
