package org.meshparity.comparator.preflight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.meshparity.comparator.preflight.Preflight.Mapped;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.preflight.PreflightFinding.Level;
import org.meshparity.comparator.source.AnswerFillsHeap;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;

/**
 * One preflight of both sides, in the order in which a person would look: are the targets there, is
 * each series there and if not why, is it what the pack says. Each step stands alone: one that
 * cannot be asked becomes a finding, and the next is still made.
 */
public final class PreflightRun {

  private final Pack pack;
  private final PreflightSide legacy;
  private final PreflightSide candidate;
  private final long start;
  private final long end;
  private final Function<AnswerFillsHeap, String> blamed;
  private final FindingsOf findings = new FindingsOf();
  private final Map<String, Map<String, Double>> counts = new HashMap<>();
  private final Map<String, Double> legacySums = new HashMap<>();
  private final Map<String, Double> candidateSums = new HashMap<>();

  /**
   * Over a window.
   *
   * @param start in milliseconds since the epoch
   * @param end in milliseconds since the epoch
   * @param blamed says what an answer is to blame for that filled the heap, or throws it on
   */
  public PreflightRun(
      Pack pack,
      PreflightSide legacy,
      PreflightSide candidate,
      long start,
      long end,
      Function<AnswerFillsHeap, String> blamed) {
    this.pack = pack;
    this.legacy = legacy;
    this.candidate = candidate;
    this.start = start;
    this.end = end;
    this.blamed = blamed;
  }

  /**
   * Looks at everything. Never throws for what a source does.
   *
   * @param clockErrorMs by how much the sides' clocks are declared to differ at most
   * @param together runs what is asked of both sides, at once or one after the other
   */
  public Preflight look(long clockErrorMs, BiConsumer<Runnable, Runnable> together) {
    Looked one = looked(legacy);
    Looked two = looked(candidate);
    FindingsOf ofCandidate = new FindingsOf();
    together.accept(
        () -> look(one, candidate, legacySums, findings),
        () -> look(two, legacy, candidateSums, ofCandidate));
    findings.addAll(ofCandidate);
    Stream.of(one, two)
        .filter(side -> side.names() != null)
        .forEach(side -> counts.put(side.side().word(), side.counts()));
    new Missing(pack, one, two, findings, end).tell();
    if (one.names() != null && two.names() != null) {
      compare(one.names(), two.names());
    }
    ClockCheck.check(legacy, candidate, clockErrorMs, findings);
    ClockCheck.check(legacy, findings);
    if (legacy.source() != candidate.source()) {
      ClockCheck.check(candidate, findings);
    }
    List<Mapped> series = new ArrayList<>();
    for (MetricRule metric : pack.metrics()) {
      series.addAll(one.mapped(metric));
      series.addAll(two.mapped(metric));
    }
    int asked = one.lookup().asked() + two.lookup().asked();
    return new Preflight(asked, series, findings.sorted());
  }

  /**
   * How many series each mapped name of a side had at the window's end; empty if nobody could
   * count. An estimate: what the source left out is not in it.
   */
  public Optional<Map<String, Double>> counts(PreflightSide side) {
    return Optional.ofNullable(counts.get(side.word()));
  }

  private Looked looked(PreflightSide side) {
    List<MappedPart> parts =
        MappedPart.of(pack.metrics(), side.legacy(), side.source().knowsNativeHistograms());
    return new Looked(side, lookup(side), parts);
  }

  private void look(
      Looked looked, PreflightSide other, Map<String, Double> sums, FindingsOf findings) {
    PreflightSide side = looked.side();
    Lookup lookup = looked.lookup();
    if (side.fault() != null) {
      findings.side(
          side,
          Level.BLOCKS,
          Kind.NOT_CHECKED,
          side.fault(),
          "see that the server runs, is the right one, and can be reached from here");
      return;
    }
    attempt(findings, side, Level.DOUBT, "the targets", () -> targets(looked, findings));
    attempt(
        findings,
        side,
        Level.BLOCKS,
        "which series are there",
        () -> looked.found(SideNames.read(side, looked.parts(), lookup)));
    SideNames names = looked.names();
    if (names != null) {
      attempt(
          findings,
          side,
          Level.BLOCKS,
          "why series are missing",
          () -> looked.climb(other, names(other)));
      attempt(
          findings,
          side,
          Level.DOUBT,
          "the types",
          () -> new TypeChecks(side, lookup, findings, end).check(looked.there(), names));
      attempt(
          findings,
          side,
          Level.DOUBT,
          "the units",
          () -> sums.putAll(UnitChecks.sums(side, looked.there(), lookup)));
    }
    partial(side, lookup, findings);
  }

  private Lookup lookup(PreflightSide side) {
    return side.source() instanceof QuerySource source
        ? new QueriedLookup(source, end, side)
        : new SampledLookup(side.source(), end, side);
  }

  private Set<String> names(PreflightSide side) {
    Set<String> names = new HashSet<>();
    MappedPart.of(pack.metrics(), side.legacy(), side.source().knowsNativeHistograms())
        .forEach(part -> names.addAll(part.mains()));
    return names;
  }

  private void targets(Looked looked, FindingsOf findings) throws SourceUnavailable {
    PreflightSide of = looked.side();
    for (ScraperDoubt doubt : of.facts().doubts()) {
      findings.side(of, Level.BLOCKS, Kind.SEVERAL_SCRAPERS, doubt.sentence(), doubt.remedy());
    }
    new TargetChecks(looked.side(), looked.lookup(), findings, start, end).check();
  }

  private static void partial(PreflightSide side, Lookup lookup, FindingsOf findings) {
    if (!lookup.warnings().isEmpty()) {
      findings.side(
          side,
          Level.DOUBT,
          Kind.ANSWERED_IN_PART,
          side.source().name() + " answered in part: " + lookup.warnings().get(0),
          "see why, and look again: what seems to be missing may be what was left out");
    }
  }

  private void compare(SideNames one, SideNames two) {
    HistogramChecks histograms = new HistogramChecks(legacy, candidate, findings, end);
    UnitChecks units = new UnitChecks(findings, end);
    for (MetricRule metric : pack.metrics()) {
      if (metric.type() == MetricRule.Type.HISTOGRAM) {
        histograms.check(metric, one, two);
      }
      units.names(legacy, metric, metric.legacy());
      units.names(candidate, metric, metric.candidate());
      units.means(metric, legacySums, candidateSums);
    }
  }

  /**
   * Makes one step. A preflight is advice: whatever goes wrong in it is told, and the comparison
   * goes on, so that a fault in here cannot cost a proof. That is why everything is caught.
   */
  private void attempt(
      FindingsOf findings, PreflightSide side, Level level, String what, Step step) {
    Level found = level;
    String reason;
    try {
      step.run();
      return;
    } catch (SourceUnavailable e) {
      reason = String.valueOf(e.getMessage());
    } catch (AnswerFillsHeap full) {
      reason = blamed.apply(full);
      found = Level.BLOCKS; // a run would end by it
    } catch (RuntimeException e) {
      reason = "a fault of the preflight itself (" + e + ")";
    }
    findings.side(
        side,
        found,
        Kind.NOT_CHECKED,
        "could not find out " + what + ": " + reason,
        "see what the source says, or ask what the findings ask by hand");
  }

  /** Something that asks a source. */
  @FunctionalInterface
  private interface Step {
    void run() throws SourceUnavailable;
  }
}
