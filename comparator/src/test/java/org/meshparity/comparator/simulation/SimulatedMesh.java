package org.meshparity.comparator.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds one world: events first, then both sides of it. */
final class SimulatedMesh {

  static final String GROUP = "grp";
  static final String WORLD = "world";

  private final int index;
  private final Recipe recipe;
  private final Dice dice;
  private final Hazard hazard;
  private final Fault fault;
  private final Map<String, Events> groups = new HashMap<>();
  private final Set<Family> families = EnumSet.of(Family.REQUESTS);
  private final List<Recorder.Key> keys = new ArrayList<>();
  private final Map<World.Truth, Observed> truth = new HashMap<>();
  private final List<ScrapedSeries> series = new ArrayList<>();
  private final List<ScrapedSeries> replica = new ArrayList<>();
  private final Set<Condition> broken = EnumSet.noneOf(Condition.class);
  private final Set<Recorder.Key> unseen = new HashSet<>();
  private final List<long[]> unrest = new ArrayList<>();

  SimulatedMesh(int index, Recipe recipe, Dice dice) {
    this.index = index;
    this.recipe = recipe;
    this.dice = dice;
    this.hazard = dice.of(recipe.hazards());
    this.fault = dice.of(recipe.faults());
  }

  World build() {
    EventMaker maker = new EventMaker(dice);
    groups.put("x", maker.make(dice.magnitude(-2.7, 0.5), hazard, true));
    double busy = dice.chance(0.25) ? dice.magnitude(-2.6, -1) : dice.magnitude(-0.7, 0.4);
    groups.put("y", maker.make(busy, hazard, false));
    for (Family family : List.of(Family.DURATION, Family.SIZE, Family.TCP_SENT)) {
      if (dice.chance(recipe.others())) {
        families.add(family);
      }
    }
    for (Family family : families) {
      groups.keySet().forEach(group -> keys.add(new Recorder.Key(family, group)));
    }
    for (Generation generation : Generation.values()) {
      observe(generation);
    }
    return new World(index, hazard, fault, keys, truth, series, replica, broken, unseen, unrest);
  }

  private void observe(Generation generation) {
    boolean struck = hazard.shapesTraffic() || dice.chance(0.75);
    Fleet fleet = new Fleet(generation, struck ? hazard : Hazard.NONE, dice);
    groups.forEach((group, events) -> tell(fleet, group, events));
    long clock = generation == Generation.CANDIDATE ? clockOffset() : 0;
    unrest.addAll(fleet.unrest());
    for (Target target : fleet.targets) {
      Map<String, String> labels =
          Map.of(
              "job",
              generation.job(),
              "instance",
              "w" + index + "-" + target.instance,
              WORLD,
              "" + index);
      Scraper scraper = new Scraper(generation, target, labels, keys, clock, dice);
      scraper.run(fleet.outages);
      series.addAll(scraper.series());
      judge(scraper);
      if (recipe.replicas()) {
        replica.addAll(scrapedAgain(generation, target, labels, clock, fleet.outages));
      }
    }
  }

  /** What another scraper, which ticks at other moments, makes of the same target. */
  private List<ScrapedSeries> scrapedAgain(
      Generation generation,
      Target target,
      Map<String, String> labels,
      long clock,
      List<long[]> outages) {
    Dice other = new Dice(index);
    target.phase = other.secondsBetween(0, 15);
    target.failing.clear();
    Scraper scraper = new Scraper(generation, target, labels, keys, clock, other);
    scraper.run(outages);
    judge(scraper);
    return scraper.series();
  }

  private long clockOffset() {
    double error = recipe.clockErrorMs();
    return dice.chance(0.3) ? Math.round(error) : Math.round(dice.between(-error, error));
  }

  private void tell(Fleet fleet, String group, Events events) {
    Telling telling = new Telling(fleet, families, fault, dice);
    int[] requests = telling.requests(group, events);
    int[] transfers = telling.transfers(group, events);
    for (Family family : families) {
      int[] counted = family == Family.TCP_SENT ? transfers : requests;
      long[] at = new long[counted.length];
      long[] values = new long[counted.length];
      for (int i = 0; i < counted.length; i++) {
        at[i] = events.at(family)[counted[i]];
        values[i] = events.value(family, counted[i]);
      }
      truth.put(new World.Truth(fleet.generation, family, group), new Observed(at, values));
    }
  }

  private void judge(Scraper scraper) {
    if (scraper.restartWithoutEvidence()) {
      broken.add(Condition.RESTART_WITHOUT_EVIDENCE);
    }
    if (scraper.missedAProcess()) {
      broken.add(Condition.PROCESS_NEVER_SCRAPED);
    }
    unseen.addAll(scraper.missedSeries());
  }
}
