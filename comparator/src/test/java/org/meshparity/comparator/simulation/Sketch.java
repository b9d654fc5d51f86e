package org.meshparity.comparator.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.Look;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.run.RunLimits;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.verdict.Claim;

/** A few targets whose samples are written down by hand, and a window to compare. */
public final class Sketch {

  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final BigDecimal ONE_PERCENT = new BigDecimal("0.01");

  private final List<SketchedTarget> targets = new ArrayList<>();
  private final Set<Family> families;
  private double start = 900;
  private double end = 2400;
  private double clockErrorSeconds;
  private Mode mode = Mode.PAIRED;
  private boolean endGiven;
  private Duration legacyOffset = Duration.ZERO;
  private BigDecimal tolerance = ONE_PERCENT;

  private Sketch(Set<Family> families) {
    this.families = families;
  }

  /** About one metric. */
  public static Sketch of(Family family) {
    return new Sketch(EnumSet.of(family));
  }

  /** Adds a target that is scraped each 15 s from a moment on, until the world's end. */
  SketchedTarget target(Generation generation, String instance, double firstScrape) {
    SketchedTarget target = new SketchedTarget(this, generation, instance, firstScrape);
    targets.add(target);
    return target;
  }

  Sketch window(double startSeconds, double endSeconds) {
    this.start = startSeconds;
    this.end = endSeconds;
    return this;
  }

  Sketch clockError(double seconds) {
    this.clockErrorSeconds = seconds;
    return this;
  }

  Sketch tolerance(String share) {
    this.tolerance = new BigDecimal(share);
    return this;
  }

  Sketch legacyOffset(double seconds) {
    this.legacyOffset = Duration.ofMillis(Math.round(seconds * 1000));
    return this;
  }

  Sketch mode(Mode what) {
    this.mode = what;
    return this;
  }

  /** The load is said to have stopped at the window's end. */
  Sketch stopped() {
    this.endGiven = true;
    return mode(Mode.DRAINED);
  }

  /** All samples. */
  public List<ScrapedSeries> series() {
    return targets.stream().flatMap(target -> target.series().stream()).toList();
  }

  /** Compares the samples in memory. */
  Report inMemory() {
    long epochMs = 1_700_000_040_000L;
    return compare(new SimulatedSource(epochMs, series()), epochMs);
  }

  /** Compares what a source holds of it. */
  public Report compare(SampleSource source, long epochMs) {
    return compare(source, epochMs, RunLimits.DEFAULT);
  }

  /** The same within limits. */
  public Report compare(SampleSource source, long epochMs, RunLimits limits) {
    ComparisonSettings settings =
        new ComparisonSettings(
            "sketch",
            SimulationPack.of(families),
            new SideSettings(
                source, SimulationPack.selector(Generation.LEGACY), INTERVAL, legacyOffset),
            new SideSettings(source, SimulationPack.selector(Generation.CANDIDATE), INTERVAL),
            Duration.ofMillis(Math.round((end - start) * 1000)),
            tolerance,
            Duration.ofMillis(Math.round(clockErrorSeconds * 1000)),
            GatePolicy.DEFAULT,
            mode);
    Instant from = Instant.ofEpochMilli(epochMs + Math.round(start * 1000));
    Instant until = Instant.ofEpochMilli(epochMs + Math.round(end * 1000));
    return new Comparison(settings, limits, plan -> {}).run(new Look(from, until, endGiven, 0));
  }

  /** The only check of a claim about group {@code x}. */
  public static Check check(Report report, Claim claim) {
    return check(report, claim, "x");
  }

  /** The only check of a claim about a group. */
  public static Check check(Report report, Claim claim, String group) {
    List<Check> found =
        report.checks().stream()
            .filter(check -> check.claim() == claim)
            .filter(check -> group.equals(check.group().get(SimulatedMesh.GROUP)))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "expected one check of " + claim + " about " + group + " in " + report);
    }
    return found.get(0);
  }

  static Map<String, String> labels(Generation generation, String instance) {
    return Map.of("job", generation.job(), "instance", instance, SimulatedMesh.WORLD, "0");
  }
}
