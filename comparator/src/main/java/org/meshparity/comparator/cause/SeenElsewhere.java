package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.series.Bounds;

/**
 * What one side lacks was found where the pack does not look: under a mangled name, under exported
 * labels, or on processes that this side has no target for. Proved where the counts from there make
 * up the difference, group by group.
 */
final class SeenElsewhere implements Causes.Detector {

  @Override
  public List<CauseFound> find(Scene scene) {
    List<CauseFound> found = new ArrayList<>();
    BitSet taken = new BitSet();
    for (Elsewhere elsewhere : scene.around().gathered().elsewhere()) {
      Map<GroupName, Bounds> counts = byGroup(elsewhere.counts());
      Map<GroupName, Bounds> moved = byGroup(elsewhere.instead());
      BitSet made = scene.open(group -> makesUp(counts, elsewhere.ofLegacy(), group));
      BitSet instead = scene.open(group -> isAlso(moved, elsewhere.ofLegacy(), group));
      instead.or(made);
      instead.andNot(taken);
      if (made.isEmpty() || instead.isEmpty()) {
        continue;
      }
      taken.or(instead);
      boolean proved =
          scene.rows().groups(made).stream()
              .allMatch(group -> completes(counts, elsewhere.ofLegacy(), group, scene.around()));
      found.add(cause(elsewhere, instead, made, proved, scene));
    }
    return found;
  }

  private static Map<GroupName, Bounds> byGroup(List<Counted> counts) {
    Map<GroupName, Bounds> byGroup = new HashMap<>();
    counts.forEach(one -> byGroup.merge(one.group(), one.count(), Bounds::plus));
    return byGroup;
  }

  private static CauseFound cause(
      Elsewhere elsewhere, BitSet rows, BitSet made, boolean proved, Scene scene) {
    List<Group> groups = scene.rows().groups(rows);
    List<String> evidence = new ArrayList<>(elsewhere.evidence());
    evidence.add(
        "counted there, what "
            + Text.side(elsewhere.ofLegacy())
            + " lacks "
            + (proved ? "is made up in " : "may be made up in ")
            + Text.groups(made.cardinality()));
    return new CauseFound(
            elsewhere.id(),
            elsewhere.title(),
            proved,
            scene.conditions().apart(rows),
            groups,
            evidence)
        .with(elsewhere.queries());
  }

  /** The side is short, and what was found fits what is lacking. */
  private static boolean makesUp(Map<GroupName, Bounds> counts, boolean legacy, Group group) {
    Bounds more = counts.get(GroupName.of(group));
    Bounds own = group.on(legacy);
    Bounds other = group.on(!legacy);
    if (more == null || more.upper() == 0 || !(own.upper() < other.lower())) {
      return false;
    }
    double least = other.lower() - own.upper();
    double most = other.upper() - own.lower();
    return more.lower() <= most && more.upper() >= least;
  }

  /** The side has too much here of what is lacking elsewhere. */
  private static boolean isAlso(Map<GroupName, Bounds> counts, boolean legacy, Group group) {
    Bounds moved = counts.get(GroupName.of(group));
    Bounds own = group.on(legacy);
    Bounds other = group.on(!legacy);
    return moved != null && moved.upper() > 0 && own.lower() > other.upper();
  }

  private static boolean completes(
      Map<GroupName, Bounds> counts, boolean legacy, Group group, Surroundings around) {
    Bounds more = counts.getOrDefault(GroupName.of(group), Bounds.ZERO);
    Bounds whole = group.on(legacy).plus(more);
    Bounds other = group.on(!legacy);
    Totals totals = legacy ? new Totals(whole, other, 0, 0) : new Totals(other, whole, 0, 0);
    return more.lower() > 0 && totals.equal(around.tolerance());
  }
}
