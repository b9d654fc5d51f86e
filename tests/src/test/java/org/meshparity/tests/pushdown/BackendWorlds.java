package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.simulation.Fault;
import org.meshparity.comparator.simulation.Hazard;
import org.meshparity.comparator.simulation.Judge;
import org.meshparity.comparator.simulation.Recipe;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.Tally;
import org.meshparity.comparator.simulation.World;
import org.meshparity.comparator.simulation.WorldMaker;

/**
 * The same adversarial worlds for every backend. More: {@code -Dmeshparity.backend-worlds=3000}.
 */
final class BackendWorlds {

  static final long EPOCH = WritablePrometheus.recentEpochMs();

  private static final int WORLDS = Integer.getInteger("meshparity.backend-worlds", 300);
  private static final long SEED = Long.getLong("meshparity.seed", 7);

  private final List<World> worlds;

  BackendWorlds() {
    Recipe recipe =
        new Recipe(List.of(Fault.values()), List.of(Hazard.values()), 0.05, 0).withReplicas();
    this.worlds = new WorldMaker(SEED, recipe).make(0, WORLDS);
  }

  /** All that was scraped in all of them. */
  List<ScrapedSeries> series() {
    return worlds.stream().flatMap(world -> world.series().stream()).toList();
  }

  /** What a second scraper of the same targets made of them. */
  List<ScrapedSeries> replica() {
    return worlds.stream().flatMap(world -> world.replica().stream()).toList();
  }

  /** No verdict contradicts the truth, and there are verdicts. */
  void judge(String where, Report report, double servedShare) {
    Tally tally = new Tally();
    new Judge(EPOCH, WorldsRun.ONE_PERCENT, worlds).judge(report, tally);
    System.out.printf("Worlds in %s, %.0f %% served%n%s", where, 100 * servedShare, tally);
    assertThat(report.warnings()).isEmpty();
    assertThat(tally.examples()).isEmpty();
    assertThat(tally.wrong()).isZero();
    assertThat(tally.decided()).isPositive();
  }
}
