package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;

/**
 * One side is short everywhere alike: what the senders could not deliver was never counted. Proved
 * where the senders' own failure counters hold the deficit: at least one report failed for certain,
 * and as many events as are lacking had room in those that did.
 */
final class ReportLoss implements Causes.Detector {

  private final boolean provedOnly;

  /**
   * Looks for a loss.
   *
   * @param provedOnly whether a loss that no sender admits is left for later
   */
  ReportLoss(boolean provedOnly) {
    this.provedOnly = provedOnly;
  }

  @Override
  public List<CauseFound> find(Scene scene) {
    BitSet legacy = scene.open(group -> isShort(group.legacy(), group.candidate()));
    BitSet candidate = scene.open(group -> isShort(group.candidate(), group.legacy()));
    if (legacy.isEmpty() == candidate.isEmpty()) {
      return List.of(); // nobody is short, or some groups are on either side: no loss does that
    }
    boolean ofLegacy = !legacy.isEmpty();
    BitSet lacking = ofLegacy ? legacy : candidate;
    SenderFailures proof = proof(scene, lacking, ofLegacy);
    return provedOnly && proof == null
        ? List.of()
        : List.of(cause(scene, lacking, ofLegacy, proof));
  }

  private static boolean isShort(Bounds lacking, Bounds other) {
    return lacking.bounded() && lacking.upper() < other.lower() && lacking.upper() > 0;
  }

  private static @Nullable SenderFailures proof(Scene scene, BitSet lacking, boolean ofLegacy) {
    Map<String, Deficit> deficits = deficits(scene.rows().groups(lacking), ofLegacy);
    for (SenderFailures failures : scene.around().failures()) {
      boolean holds =
          failures.ofLegacy() == ofLegacy
              && failures.reports().lower() > 0
              && deficits.entrySet().stream()
                  .allMatch(
                      one -> failures.about(one.getKey()) && one.getValue().fitsInto(failures));
      if (holds) {
        return failures;
      }
    }
    return null;
  }

  /**
   * What is lacking of one metric over many groups.
   *
   * @param whole what the other side counted at most
   */
  private record Deficit(double least, double most, double whole) {
    boolean fitsInto(SenderFailures failures) {
      return failures.reports().lower() * failures.holds() >= least;
    }
  }

  /** Apart for each metric: they count the same events again. */
  private static Map<String, Deficit> deficits(List<Group> groups, boolean ofLegacy) {
    Map<String, Deficit> deficits = new LinkedHashMap<>();
    for (Group group : groups) {
      Bounds lacking = group.on(ofLegacy);
      Bounds other = group.on(!ofLegacy);
      Deficit one =
          new Deficit(
              other.lower() - lacking.upper(), other.upper() - lacking.lower(), other.upper());
      deficits.merge(
          group.metric(),
          one,
          (a, b) -> new Deficit(a.least + b.least, a.most + b.most, a.whole + b.whole));
    }
    return deficits;
  }

  private static CauseFound cause(
      Scene scene, BitSet lacking, boolean ofLegacy, @Nullable SenderFailures proof) {
    Map<String, Deficit> deficits = deficits(scene.rows().groups(lacking), ofLegacy);
    Map.Entry<String, Deficit> first = deficits.entrySet().iterator().next();
    String title =
        Text.side(ofLegacy)
            + " is short of at least "
            + Text.atLeastPercent(first.getValue().least, first.getValue().whole)
            + " of the requests, in all claims alike";
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Text.span(first.getValue().least, first.getValue().most)
            + " are lacking over these groups ("
            + first.getKey()
            + ")");
    String admitted = admitted(scene, ofLegacy, proof);
    if (!admitted.isEmpty()) {
      evidence.add(admitted);
    }
    // Groups that differ in shape only, or in which too little is lacking to prove it alone, have
    // lost reports as well.
    BitSet affected = scene.open(group -> fitsLoss(group, ofLegacy));
    affected.or(lacking);
    return new CauseFound(
            "report-loss",
            title,
            proof != null,
            scene.conditions().apart(affected),
            scene.rows().groups(affected),
            evidence)
        .with(queries(scene, ofLegacy));
  }

  private static String admitted(Scene scene, boolean ofLegacy, @Nullable SenderFailures proof) {
    List<String> words = new ArrayList<>();
    for (SenderFailures failures : scene.around().failures()) {
      if (failures.ofLegacy() == ofLegacy && (proof == null || failures.equals(proof))) {
        words.add(
            "the senders' own "
                + String.join(" + ", failures.series())
                + " counted "
                + Text.span(failures.reports())
                + " failed reports in the window, each of which may hold up to "
                + Text.whole((double) failures.holds())
                + " requests");
      }
    }
    return String.join("; ", words);
  }

  private static List<CauseQuery> queries(Scene scene, boolean ofLegacy) {
    return scene.around().failures().stream()
        .filter(failures -> failures.ofLegacy() == ofLegacy)
        .flatMap(failures -> failures.query().stream())
        .toList();
  }

  private static boolean fitsLoss(Group group, boolean ofLegacy) {
    return group.on(ofLegacy).lower() <= group.on(!ofLegacy).upper();
  }
}
