package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Explains gaps by named causes (SEMANTICS 5). Each cause takes the groups it explains, the more
 * specific ones first, so that a group has one; what none explains is summarised by the labels it
 * has in common.
 */
public final class Causes {

  /** Something that recognises one cause. */
  @FunctionalInterface
  interface Detector {
    /** Looks for the cause; takes no group twice, and only open ones or undecided ones. */
    List<CauseFound> find(Scene scene);
  }

  private static final List<Detector> DETECTORS =
      List.of(
          new SeenElsewhere(),
          new LabelDrift(),
          new DeclaredCauses(),
          new ReportLoss(true),
          new TargetTroubles(),
          new MixedRollout(),
          new UnitMismatch(),
          new DuplicateEmission(),
          new ReportLoss(false),
          new SaturatedBucket(),
          new Unexplained());

  private final Surroundings around;

  /** With what the run knows beside the groups. */
  public Causes(Surroundings around) {
    this.around = around;
  }

  /** All causes, worst volume first. */
  public List<CauseFound> of(List<Group> groups) {
    Rows rows = new Rows(groups);
    Map<Group, Integer> numbers = new HashMap<>();
    groups.forEach(group -> numbers.put(group, numbers.size()));
    BitSet open = rows.where(Group::hasGap);
    List<CauseFound> causes = new ArrayList<>();
    for (Detector detector : DETECTORS) {
      for (CauseFound found : detector.find(new Scene(rows, open, around))) {
        found.groups().forEach(group -> open.clear(numbers.getOrDefault(group, rows.size())));
        causes.add(found);
      }
    }
    causes.sort(
        Comparator.comparingDouble((CauseFound cause) -> -volume(cause))
            .thenComparing(CauseFound::id)
            .thenComparing(cause -> cause.where().toString()));
    if (!causes.isEmpty() && !around.gathered().notes().isEmpty()) {
      causes.set(0, causes.get(0).noting(around.gathered().notes()));
    }
    return causes;
  }

  private static double volume(CauseFound cause) {
    return cause.groups().stream().mapToDouble(Group::traffic).sum();
  }
}
