package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Explains gaps by named causes (SEMANTICS 5). Each cause takes the groups it explains, the more
 * specific ones first, so that a group has one; what none explains is summarised by the labels it
 * has in common.
 */
public final class Causes {

  /** Something that recognises one cause. */
  @FunctionalInterface
  interface Detector {
    /**
     * Looks for the cause.
     *
     * @param unexplained groups with a gap that nothing explains yet
     * @param all every group of the run
     */
    List<CauseFound> find(List<Group> unexplained, List<Group> all);
  }

  private final List<Detector> detectors;

  /** With what the run knows beside the groups. */
  public Causes(SenderFailures failures) {
    detectors =
        List.of(
            new LabelDrift(),
            new MixedRollout(),
            new UnitMismatch(),
            new DuplicateEmission(),
            new ReportLoss(failures),
            new Unexplained());
  }

  /** All causes, worst volume first. */
  public List<CauseFound> of(List<Group> groups) {
    List<Group> unexplained = new ArrayList<>(groups.stream().filter(Group::hasGap).toList());
    List<CauseFound> causes = new ArrayList<>();
    for (Detector detector : detectors) {
      for (CauseFound found : detector.find(List.copyOf(unexplained), groups)) {
        Set<Group> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        taken.addAll(found.groups());
        unexplained.removeIf(taken::contains);
        causes.add(found);
      }
    }
    causes.sort(
        Comparator.comparingDouble((CauseFound cause) -> -volume(cause))
            .thenComparing(CauseFound::id));
    return causes;
  }

  private static double volume(CauseFound cause) {
    return cause.groups().stream().mapToDouble(Group::traffic).sum();
  }
}
