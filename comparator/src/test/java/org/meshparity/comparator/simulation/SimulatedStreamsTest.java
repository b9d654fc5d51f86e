package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.SideSettings;

/**
 * The comparison against thousands of worlds whose truth is known. A trial is the request counter
 * of one group of one world; where a world has more metrics, all their claims are judged too. More
 * trials: {@code -Dmeshparity.trials=100000}; other worlds: {@code -Dmeshparity.seed=7}.
 */
class SimulatedStreamsTest {

  private static final long EPOCH = 1_700_000_040_000L;
  private static final BigDecimal ONE_PERCENT = new BigDecimal("0.01");
  private static final int TRIALS = Integer.getInteger("meshparity.trials", 10_000);
  private static final long SEED = Long.getLong("meshparity.seed", 20_261_122);

  @Test
  void identicalStreamsGiveNoFalseVerdict() {
    Tally tally = run(Recipe.IDENTICAL, TRIALS, Duration.ZERO);

    System.out.println("Identical streams\n" + tally);
    assertThat(tally.examples()).isEmpty();
    assertThat(tally.wrong()).isZero();
    assertThat(tally.trials()).isGreaterThanOrEqualTo(TRIALS);
    assertThat(tally.decided()).isGreaterThan(TRIALS / 5);
  }

  @Test
  void lossesAndDoublingsAreFoundWhereDecidableAndNeverMissed() {
    Tally tally = run(Recipe.FAULTY, TRIALS / 5, Duration.ZERO);

    System.out.println("Streams with losses and doublings\n" + tally);
    assertThat(tally.examples()).isEmpty();
    assertThat(tally.wrong()).isZero();
    assertThat(tally.found(Fault.LOSES_10_PERCENT)).isPositive();
    assertThat(tally.found(Fault.CANDIDATE_TWICE)).isPositive();
    assertThat(tally.found(Fault.LEGACY_TWICE)).isPositive();
  }

  @Test
  void clocksThatDifferGiveNoFalseVerdict() {
    Tally tally = run(Recipe.FAULTY.withClockError(2000), TRIALS / 20, Duration.ofSeconds(2));

    System.out.println("Streams scraped by two servers, clocks up to 2 s apart\n" + tally);
    assertThat(tally.examples()).isEmpty();
    assertThat(tally.wrong()).isZero();
  }

  private static Tally run(Recipe recipe, int trials, Duration clockError) {
    Tally tally = new Tally();
    WorldMaker maker = new WorldMaker(SEED, recipe);
    for (int i = 0; tally.trials() < trials; i++) {
      World world = maker.make(i);
      new Judge(EPOCH, ONE_PERCENT, List.of(world)).judge(compare(world, clockError), tally);
    }
    return tally;
  }

  /** Each world is a run of its own, so that its quiet moments can be found. */
  private static Report compare(World world, Duration clockError) {
    SimulatedSource source = SimulatedSource.of(EPOCH, List.of(world));
    Set<Family> families = EnumSet.noneOf(Family.class);
    world.keys().forEach(key -> families.add(key.family()));
    ComparisonSettings settings =
        new ComparisonSettings(
            "simulated",
            SimulationPack.of(families),
            side(source, Generation.LEGACY),
            side(source, Generation.CANDIDATE),
            Duration.ofSeconds(1800),
            ONE_PERCENT,
            clockError,
            GatePolicy.DEFAULT);
    return new Comparison(settings)
        .run(Instant.ofEpochMilli(EPOCH + Timeline.WINDOW_END / Timeline.MILLI));
  }

  private static SideSettings side(SimulatedSource source, Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }
}
