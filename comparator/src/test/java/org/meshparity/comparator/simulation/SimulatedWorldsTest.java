package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

/** The simulator itself: what it makes must be what the facts say. */
class SimulatedWorldsTest {

  private static final List<World> WORLDS = new WorldMaker(1, Recipe.FAULTY).make(0, 200);

  @Test
  void theSameSeedGivesTheSameWorld() {
    World again = new WorldMaker(1, Recipe.FAULTY).make(7);

    assertThat(again.series()).hasSameSizeAs(WORLDS.get(7).series());
    for (int i = 0; i < again.series().size(); i++) {
      ScrapedSeries one = again.series().get(i);
      ScrapedSeries other = WORLDS.get(7).series().get(i);
      assertThat(one.labels()).isEqualTo(other.labels());
      assertThat(one.stampsMs()).isEqualTo(other.stampsMs());
      assertThat(Arrays.equals(one.values(), other.values())).isTrue();
    }
  }

  @Test
  void everyHazardAndEveryFaultOccurs() {
    Set<Hazard> hazards = new TreeSet<>();
    Set<Fault> faults = new TreeSet<>();
    WORLDS.forEach(world -> hazards.add(world.hazard()));
    WORLDS.forEach(world -> faults.add(world.fault()));

    assertThat(hazards).containsExactly(Hazard.values());
    assertThat(faults).containsExactly(Fault.values());
  }

  @Test
  void mostWorldsKeepTheConditionsAndSomeBreakEachOfThem() {
    Map<Condition, Integer> broken = new EnumMap<>(Condition.class);
    for (World world : new WorldMaker(5, Recipe.IDENTICAL).make(0, 600)) {
      for (Condition condition : world.broken(Family.REQUESTS, "x")) {
        broken.merge(condition, 1, Integer::sum);
      }
    }

    assertThat(broken).containsOnlyKeys(Condition.values());
    assertThat(broken.values()).allMatch(count -> count < 40);
  }

  @Test
  void identicalEventsAreCountedAlikeWhereNothingStopsCounting() {
    WorldMaker maker =
        new WorldMaker(2, new Recipe(List.of(Fault.NONE), List.of(Hazard.NONE), 1, 0));
    for (World world : maker.make(0, 20)) {
      for (Family family : Family.values()) {
        Observed legacy = world.observed(Generation.LEGACY, family, "y");
        Observed candidate = world.observed(Generation.CANDIDATE, family, "y");
        assertThat(legacy.sum(0, Timeline.END)).isEqualTo(candidate.sum(0, Timeline.END));
      }
    }
  }

  @Test
  void aLastSampleHoldsAllThatHappenedLongBefore() {
    World world =
        new WorldMaker(3, new Recipe(List.of(Fault.NONE), List.of(Hazard.NONE), 1, 0)).make(0);
    double total = 0;
    for (ScrapedSeries series : world.series()) {
      if (series.name().equals("istio_request_duration_milliseconds_count")) {
        total += series.values()[series.values().length - 1];
      }
    }
    long early = count(world, Timeline.END - 30 * Timeline.SECOND);
    assertThat(total).isBetween((double) early, (double) count(world, Timeline.END));
  }

  private static long count(World world, long until) {
    return world.observed(Generation.CANDIDATE, Family.DURATION, "x").count(0, until)
        + world.observed(Generation.CANDIDATE, Family.DURATION, "y").count(0, until);
  }

  @Test
  void lossesAreAsLargeAsTheirName() {
    WorldMaker maker =
        new WorldMaker(4, new Recipe(List.of(Fault.LOSES_10_PERCENT), List.of(Hazard.NONE), 0, 0));
    long legacy = 0;
    long candidate = 0;
    for (World world : maker.make(0, 20)) {
      legacy += world.observed(Generation.LEGACY, Family.REQUESTS, "y").count(0, Timeline.END);
      candidate +=
          world.observed(Generation.CANDIDATE, Family.REQUESTS, "y").count(0, Timeline.END);
    }
    assertThat((double) legacy / candidate).isCloseTo(0.9, within(0.01));
  }

  @Test
  void theSourceHandsOverSamplesWithoutStalenessMarkers() throws Exception {
    SimulatedSource source = SimulatedSource.of(60_000, WORLDS);
    int[] series = {0};
    source.samples(
        "istio_requests_total",
        LabelMatchers.parse("job=\"envoy-stats\""),
        60_000,
        1_060_000,
        raw -> {
          series[0]++;
          assertFinite(raw);
        });
    assertThat(series[0]).isGreaterThan(200);
  }

  private static void assertFinite(RawSeries raw) {
    for (int i = 0; i < raw.size(); i++) {
      if (!Double.isFinite(raw.value(i))) {
        throw new AssertionError("sample " + i + " of " + raw.labels() + " is " + raw.value(i));
      }
    }
    assertThat(raw.timestamp(0)).isGreaterThan(60_000);
    assertThat(raw.timestamp(raw.size() - 1)).isLessThanOrEqualTo(1_060_000);
  }
}
