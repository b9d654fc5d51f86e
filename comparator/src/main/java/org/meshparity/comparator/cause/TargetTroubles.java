package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A target of the side that is short was not scraped for a part of the window, or ever. A target
 * whose samples showed a group before it went down concerns that group and no other; of one that
 * never answered nobody knows what it would have shown.
 */
final class TargetTroubles implements Causes.Detector {

  @Override
  public List<CauseFound> find(Scene scene) {
    List<CauseFound> found = new ArrayList<>();
    BitSet taken = new BitSet();
    for (Map.Entry<String, List<TargetTrouble>> alike : alike(scene).entrySet()) {
      List<TargetTrouble> troubles = alike.getValue();
      BitSet concerned = concerned(scene, troubles);
      concerned.andNot(taken);
      if (!concerned.isEmpty()) {
        taken.or(concerned);
        found.add(cause(scene, troubles, concerned));
      }
    }
    return found;
  }

  /** By what it is and on which side: those that showed a group before the others. */
  private static Map<String, List<TargetTrouble>> alike(Scene scene) {
    Map<String, List<TargetTrouble>> alike = new LinkedHashMap<>();
    for (boolean shown : List.of(true, false)) {
      for (TargetTrouble trouble : scene.around().gathered().troubles()) {
        if (trouble.shown().isEmpty() != shown) {
          String key = trouble.id() + Text.side(trouble.ofLegacy()) + trouble.proved();
          alike.computeIfAbsent(key, k -> new ArrayList<>()).add(trouble);
        }
      }
    }
    return alike;
  }

  private static BitSet concerned(Scene scene, List<TargetTrouble> troubles) {
    boolean ofLegacy = troubles.get(0).ofLegacy();
    Set<GroupName> shown = new HashSet<>();
    troubles.forEach(trouble -> shown.addAll(trouble.shown()));
    boolean known = !shown.isEmpty();
    BitSet concerned =
        scene.open(
            group -> isShort(group, ofLegacy) && (!known || shown.contains(GroupName.of(group))));
    concerned.or(
        scene
            .rows()
            .where(
                group ->
                    group.countIsOpen()
                        && !group.hasGap()
                        && (known
                            ? shown.contains(GroupName.of(group))
                            : !group.on(ofLegacy).bounded())));
    return concerned;
  }

  private static boolean isShort(Group group, boolean ofLegacy) {
    return group.on(ofLegacy).upper() < group.on(!ofLegacy).lower();
  }

  private static CauseFound cause(Scene scene, List<TargetTrouble> troubles, BitSet concerned) {
    List<String> what = troubles.stream().map(TargetTrouble::what).toList();
    String title =
        troubles.size() == 1
            ? what.get(0)
            : what.get(0) + ", and so it is for " + (troubles.size() - 1) + " more";
    List<CauseQuery> queries =
        troubles.stream()
            .flatMap(trouble -> trouble.queries().stream())
            .distinct()
            .limit(4)
            .toList();
    return new CauseFound(
            troubles.get(0).id(),
            title,
            troubles.stream().allMatch(TargetTrouble::proved),
            scene.conditions().apart(concerned),
            scene.rows().groups(concerned),
            what.stream().limit(10).toList())
        .with(queries);
  }
}
