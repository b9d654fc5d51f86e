package org.meshparity.comparator.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One world: the same events seen by both generations, the samples that scraping made of them, and
 * the truth.
 *
 * @param index its number, the value of the label {@code world}
 * @param hazard what goes wrong in it
 * @param fault what truly differs
 * @param keys which metrics of which groups exist
 * @param truth by generation, family and group
 * @param series all that was scraped, of both sides
 * @param replica what a second scraper of the same targets made of them; empty unless asked for
 * @param broken conditions of a proof that do not hold for the whole world
 * @param unseen metrics of groups of which some process never showed what it counted
 * @param unrest generous times around each start and end of a process, each {from, until}
 */
public record World(
    int index,
    Hazard hazard,
    Fault fault,
    List<Recorder.Key> keys,
    Map<Truth, Observed> truth,
    List<ScrapedSeries> series,
    List<ScrapedSeries> replica,
    Set<Condition> broken,
    Set<Recorder.Key> unseen,
    List<long[]> unrest) {

  /** What a side truly counted. */
  public Observed observed(Generation generation, Family family, String group) {
    Observed observed = truth.get(new Truth(generation, family, group));
    return observed == null ? new Observed(new long[0], new long[0]) : observed;
  }

  /** Conditions that do not hold for a metric of a group. */
  public Set<Condition> broken(Family family, String group) {
    Set<Condition> all = EnumSet.noneOf(Condition.class);
    all.addAll(broken);
    if (unseen.contains(new Recorder.Key(family, group))) {
      all.add(Condition.SERIES_NEVER_SCRAPED);
    }
    return all;
  }

  /** What remains of a window without the times around starts and ends of processes. */
  List<long[]> calm(long[] window) {
    List<long[]> calm = new ArrayList<>();
    long at = window[0];
    for (long[] unquiet : unrest.stream().sorted((a, b) -> Long.compare(a[0], b[0])).toList()) {
      if (unquiet[0] > at) {
        calm.add(new long[] {at, Math.min(unquiet[0], window[1])});
      }
      at = Math.max(at, Math.min(unquiet[1], window[1]));
    }
    calm.add(new long[] {at, window[1]});
    return calm;
  }

  /** Names a truth. */
  record Truth(Generation generation, Family family, String group) {}
}
