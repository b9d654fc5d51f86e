package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Fault;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.Hazard;
import org.meshparity.comparator.simulation.Judge;
import org.meshparity.comparator.simulation.Recipe;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.simulation.Tally;
import org.meshparity.comparator.simulation.Timeline;
import org.meshparity.comparator.simulation.World;
import org.meshparity.comparator.simulation.WorldMaker;

/**
 * Adversarial worlds in a real Prometheus, compared in one run: what the server's sums tell where
 * the guards let them, and what raw samples tell elsewhere. More: {@code -Dmeshparity.worlds=6000}.
 */
class PushdownWorldsTest {

  private static final int WORLDS = Integer.getInteger("meshparity.worlds", 1000);
  private static final long SEED = Long.getLong("meshparity.seed", 42);
  private static final BigDecimal ONE_PERCENT = new BigDecimal("0.01");
  private static final long EPOCH = WritablePrometheus.recentEpochMs();

  @TempDir Path folder;

  @Test
  void noVerdictVm() throws Exception {
    Recipe recipe = new Recipe(List.of(Fault.values()), List.of(Hazard.values()), 0.05, 0);
    List<World> worlds = new WorldMaker(SEED, recipe).make(0, WORLDS);
    Tally tally = new Tally();
    try (VictoriaMetrics vm = VictoriaMetrics.start(Backends.program("MESHPARITY_VICTORIAMETRICS"), folder);
        GuardWatch source = new GuardWatch(org.meshparity.comparator.source.PrometheusSource.of(vm.url(), org.meshparity.comparator.source.PrometheusOptions.DEFAULT.withName("vm")))) {
      vm.write(EPOCH, worlds.stream().flatMap(w -> w.series().stream()).toList());
      Report report = compare(source);
      System.out.println(report.decision() + " " + report.warnings());
      new Judge(EPOCH, ONE_PERCENT, worlds).judge(report, tally);
      System.out.println("Worlds in VM\n" + tally + source);
    }
    assertThat(tally.examples()).isEmpty();
    assertThat(tally.wrong()).isZero();
  }

  @Test
  void noVerdictAndNoBoundContradictsTheTruth() throws Exception {
    Recipe recipe = new Recipe(List.of(Fault.values()), List.of(Hazard.values()), 0.05, 0);
    List<World> worlds = new WorldMaker(SEED, recipe).make(0, WORLDS);
    Tally tally = new Tally();
    try (WritablePrometheus prometheus = WritablePrometheus.start(folder);
        GuardWatch source = new GuardWatch(prometheus.source())) {
      prometheus.write(EPOCH, worlds.stream().flatMap(w -> w.series().stream()).toList());
      new Judge(EPOCH, ONE_PERCENT, worlds).judge(compare(source), tally);

      System.out.println("Worlds in a real Prometheus\n" + tally + source);
      assertThat(source.servedShare()).isGreaterThan(0.3);
    }
    assertThat(tally.examples()).isEmpty();
    assertThat(tally.wrong()).isZero();
    assertThat(tally.trials()).isGreaterThan(WORLDS);
    assertThat(tally.decided()).isPositive();
  }

  private static Report compare(GuardWatch source) {
    ComparisonSettings settings =
        new ComparisonSettings(
            "worlds",
            SimulationPack.of(EnumSet.allOf(Family.class)),
            side(source, Generation.LEGACY),
            side(source, Generation.CANDIDATE),
            Duration.ofSeconds(1800),
            ONE_PERCENT,
            Duration.ZERO,
            GatePolicy.DEFAULT);
    return new Comparison(settings)
        .run(Instant.ofEpochMilli(EPOCH + Timeline.WINDOW_END / Timeline.MILLI));
  }

  private static SideSettings side(GuardWatch source, Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }
}
