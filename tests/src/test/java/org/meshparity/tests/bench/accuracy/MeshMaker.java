package org.meshparity.tests.bench.accuracy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshparity.comparator.simulation.Dice;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.ScrapedSeries;

/** Builds one mesh from a seed: its streams, what is wrong with it, and both sides of it. */
final class MeshMaker {

  private static final long STRIDE = 0x9E3779B97F4A7C15L;

  private final String name;
  private final Dice dice;
  private final long clockMs;
  private final List<String> hazards = new ArrayList<>();
  private final List<ScrapedSeries> series = new ArrayList<>();
  private final Map<Generation, Map<Stream, Counted>> truth = new EnumMap<>(Generation.class);
  private final Map<Family, Set<Stream>> unprovable = new EnumMap<>(Family.class);

  private MeshMaker(String name, Dice dice, long clockMs) {
    this.name = name;
    this.dice = dice;
    this.clockMs = clockMs;
  }

  /** The mesh of a number: the same for the same seed, whatever other meshes there are. */
  static Mesh make(long seed, int number) {
    long own = seed + STRIDE * (number + 1);
    return new MeshMaker("m" + number, new Dice(own), clock(new Dice(~own))).make();
  }

  /** One mesh in six is scraped by two servers, whose clocks differ by up to a second. */
  private static long clock(Dice dice) {
    return dice.chance(0.17) ? dice.whole(-999, 999) : 0;
  }

  private Mesh make() {
    FaultMaker faults = new FaultMaker(dice);
    FaultKind kind = faults.kind();
    StreamMaker maker = new StreamMaker(kind, dice);
    Set<Stream> streams = new LinkedHashSet<>(maker.streams());
    Fault fault = faults.make(kind, List.copyOf(streams));
    fault.twins().values().forEach(twin -> streams.add(maker.twin(twin, fault)));
    List<Stream> all = List.copyOf(streams);
    for (Generation generation : Generation.values()) {
      observe(new Side(generation, maker.workloads(), dice), fault, all);
    }
    return new Mesh(name, fault, hazards, all, clockMs, truth, series, unprovable);
  }

  private void observe(Side side, Fault fault, List<Stream> streams) {
    Mischief mischief = new Mischief(side, dice);
    int count = dice.of(List.of(0, 0, 1, 1, 2));
    for (int i = 0; i < count; i++) {
      mischief.strike(dice.of(List.of(Mischief.Hazard.values())));
    }
    hazards.addAll(mischief.hazards());
    strikeTarget(side, fault);
    truth.put(side.generation, new Reporting(side, fault, streams, dice).tell());
    Scraping scraping = new Scraping(name, side, streams, dice);
    scraping.clock(side.generation == Generation.CANDIDATE ? clockMs : 0);
    scraping.run();
    series.addAll(scraping.series());
    for (Family family : Family.values()) {
      unprovable
          .computeIfAbsent(family, key -> new HashSet<>())
          .addAll(scraping.unprovable(family));
    }
  }

  private void strikeTarget(Side side, Fault fault) {
    if (side.generation != fault.side() || fault.affected().isEmpty()) {
      return;
    }
    String where = side.listener(fault.affected().iterator().next());
    if (fault.kind() == FaultKind.NO_TARGET) {
      side.hide(dice.of(side.of(where)));
    }
    if (fault.kind() == FaultKind.TARGET_DOWN) {
      side.silence(dice.of(side.of(where)));
    }
  }

  /** Which metrics a mesh has. */
  static EnumSet<Family> families(FaultKind kind, Dice dice) {
    EnumSet<Family> families = EnumSet.of(Family.REQUESTS);
    if (dice.chance(0.6) || kind.shows(Family.DURATION)) {
      families.add(Family.DURATION);
    }
    if (dice.chance(0.2) || kind.shows(Family.SIZE)) {
      families.add(Family.SIZE);
    }
    return families;
  }
}
