package org.meshparity.tests.bench.accuracy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;

/**
 * All calls that carry the same labels: what a report calls a group. Two with the same name are the
 * same.
 *
 * @param name who tells of them, and under which labels
 * @param reporter the workload whose proxies tell of them
 * @param identity the labels that both generations mean, in neither's spelling
 * @param legacy the labels as Mixer writes them
 * @param candidate the labels as proxies write them
 * @param prefix what is wrongly put before the candidate's metric names; empty as a rule
 */
record Stream(
    String name,
    Workload reporter,
    Set<Family> families,
    Calls calls,
    Map<String, String> identity,
    Map<String, String> legacy,
    Map<String, String> candidate,
    String prefix) {

  /** Of calls between two workloads. */
  static Stream of(Spelling spelling, Set<Family> families, Calls calls) {
    boolean tcp = families.contains(Family.TCP_SENT);
    Workload reporter =
        spelling.reporter().equals("source") ? spelling.source() : spelling.destination();
    return new Stream(
        reporter.name() + spelling.candidate(tcp),
        reporter,
        families,
        calls,
        spelling.meant(tcp),
        spelling.legacy(tcp),
        spelling.candidate(tcp),
        "");
  }

  Map<String, String> labels(Generation generation) {
    return generation == Generation.LEGACY ? legacy : candidate;
  }

  /** Without calls of its own and with other labels on the candidate's side. */
  Stream twin(Map<String, String> spelt, Map<String, String> meant) {
    Map<String, String> other = with(candidate, spelt);
    return new Stream(
        reporter.name() + other,
        reporter,
        families,
        Calls.NONE,
        with(identity, meant),
        with(legacy, meant),
        other,
        prefix);
  }

  /** The same with calls of its own. */
  Stream carrying(Calls own) {
    return new Stream(name, reporter, families, own, identity, legacy, candidate, prefix);
  }

  /** Without calls of its own and with metric names that nobody expects. */
  Stream named(String wrong) {
    return new Stream(
        wrong + name, reporter, families, Calls.NONE, identity, legacy, candidate, wrong);
  }

  boolean tcp() {
    return families.contains(Family.TCP_SENT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Stream stream && name.equals(stream.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  private static Map<String, String> with(Map<String, String> labels, Map<String, String> other) {
    Map<String, String> all = new TreeMap<>(labels);
    all.putAll(other);
    return all;
  }
}
