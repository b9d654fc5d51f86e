package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.simulation.Fault;
import org.meshparity.comparator.simulation.Hazard;
import org.meshparity.comparator.simulation.Judge;
import org.meshparity.comparator.simulation.Recipe;
import org.meshparity.comparator.simulation.Tally;
import org.meshparity.comparator.simulation.World;
import org.meshparity.comparator.simulation.WorldMaker;

/**
 * Adversarial worlds in a real Prometheus, compared in one run: what the server's sums tell where
 * the guards let them, and what raw samples tell elsewhere. More: {@code -Dmeshparity.worlds=6000}.
 */
class PushdownWorldsTest {

  private static final int WORLDS = Integer.getInteger("meshparity.worlds", 1000);
  private static final long SEED = Long.getLong("meshparity.seed", 42);
  private static final long EPOCH = WritablePrometheus.recentEpochMs();

  @TempDir Path folder;

  @Test
  void noVerdictAndNoBoundContradictsTheTruth() throws Exception {
    Recipe recipe = new Recipe(List.of(Fault.values()), List.of(Hazard.values()), 0.05, 0);
    List<World> worlds = new WorldMaker(SEED, recipe).make(0, WORLDS);
    Tally tally = new Tally();
    try (WritablePrometheus prometheus = WritablePrometheus.start(folder);
        GuardWatch source = new GuardWatch(prometheus.source())) {
      prometheus.write(EPOCH, worlds.stream().flatMap(w -> w.series().stream()).toList());
      new Judge(EPOCH, WorldsRun.ONE_PERCENT, worlds)
          .judge(WorldsRun.compare(EPOCH, source, source), tally);

      System.out.println("Worlds in a real Prometheus\n" + tally + source);
      assertThat(source.servedShare()).isGreaterThan(0.3);
    }
    assertThat(tally.examples()).isEmpty();
    assertThat(tally.wrong()).isZero();
    assertThat(tally.trials()).isGreaterThan(WORLDS);
    assertThat(tally.decided()).isPositive();
  }
}
