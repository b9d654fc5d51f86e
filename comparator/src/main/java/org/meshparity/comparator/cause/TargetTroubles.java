package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
    BitSet concerned = scene.open(group -> isShort(group, ofLegacy));
    if (shown.isEmpty()) {
      concerned.or(scene.rows().where(group -> isOpen(group) && !group.on(ofLegacy).bounded()));
      return called(scene, troubles, concerned);
    }
    if (!troubles.get(0).id().equals("target-missing")) {
      concerned.or(scene.rows().where(TargetTroubles::isOpen)); // a process may just have ended
    }
    return among(scene, concerned, group -> shown.contains(GroupName.of(group)));
  }

  private static boolean isOpen(Group group) {
    return group.countIsOpen() && !group.hasGap();
  }

  /** Those with a label like the name of a target, unless no group has one. */
  private static BitSet called(Scene scene, List<TargetTrouble> troubles, BitSet concerned) {
    TreeSet<String> names = new TreeSet<>();
    troubles.forEach(trouble -> names.addAll(trouble.called()));
    TargetLabels targets = new TargetLabels(names);
    Rows.RowTest isCalled = group -> group.labels().values().stream().anyMatch(targets::name);
    boolean any = !scene.rows().where(isCalled).isEmpty();
    return any ? among(scene, concerned, isCalled) : concerned;
  }

  private static BitSet among(Scene scene, BitSet some, Rows.RowTest test) {
    BitSet left = scene.rows().where(test);
    left.and(some);
    return left;
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
