package org.meshparity.tests.pushdown;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.simulation.Timeline;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.rules.LabelMatchers;

/** One comparison of all simulated worlds that were written into a backend, or into two. */
final class WorldsRun {

  static final BigDecimal ONE_PERCENT = new BigDecimal("0.01");

  private WorldsRun() {}

  static Report compare(long epochMs, SampleSource legacy, SampleSource candidate) {
    return compare(epochMs, legacy, candidate, LabelMatchers.ALL);
  }

  /** The same of series alone whose labels are such. */
  static Report compare(
      long epochMs, SampleSource legacy, SampleSource candidate, LabelMatchers only) {
    ComparisonSettings settings =
        new ComparisonSettings(
            "worlds",
            SimulationPack.of(EnumSet.allOf(Family.class)),
            side(legacy, Generation.LEGACY, only),
            side(candidate, Generation.CANDIDATE, only),
            Duration.ofSeconds(1800),
            ONE_PERCENT,
            Duration.ZERO,
            GatePolicy.DEFAULT);
    return new Comparison(settings)
        .run(Instant.ofEpochMilli(epochMs + Timeline.WINDOW_END / Timeline.MILLI));
  }

  private static SideSettings side(SampleSource source, Generation generation, LabelMatchers only) {
    LabelMatchers selector = SimulationPack.selector(generation).and(only);
    return new SideSettings(source, selector, Duration.ofSeconds(15));
  }
}
