package org.meshparity.comparator.simulation;

import java.util.List;

/**
 * What kinds of worlds are made.
 *
 * @param faults each equally likely
 * @param hazards each equally likely
 * @param others how likely a world has each of the metrics beside the request counter, 0 to 1
 * @param clockErrorMs how far the candidate's clock may be off
 * @param replicas whether every target is scraped by two scrapers
 */
public record Recipe(
    List<Fault> faults,
    List<Hazard> hazards,
    double others,
    double clockErrorMs,
    boolean replicas) {

  /** Both sides observe the same events; every hazard. */
  public static final Recipe IDENTICAL =
      new Recipe(List.of(Fault.NONE), List.of(Hazard.values()), 0.2, 0);

  /** True differences of every kind, and none. */
  public static final Recipe FAULTY =
      new Recipe(List.of(Fault.values()), List.of(Hazard.values()), 0.2, 0);

  /** One scraper for each side. */
  public Recipe(List<Fault> faults, List<Hazard> hazards, double others, double clockErrorMs) {
    this(faults, hazards, others, clockErrorMs, false);
  }

  public Recipe {
    faults = List.copyOf(faults);
    hazards = List.copyOf(hazards);
  }

  /** The same with the candidate scraped by another server, whose clock is off. */
  public Recipe withClockError(double milliseconds) {
    return new Recipe(faults, hazards, others, milliseconds, replicas);
  }

  /** The same with a second scraper of all targets. */
  public Recipe withReplicas() {
    return new Recipe(faults, hazards, others, clockErrorMs, true);
  }
}
