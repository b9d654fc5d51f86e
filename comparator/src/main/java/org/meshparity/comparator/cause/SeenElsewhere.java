package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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
    for (Elsewhere elsewhere : scene.around().elsewhere()) {
      BitSet made = scene.open(group -> makesUp(elsewhere, group));
      BitSet instead = scene.open(group -> isAlso(elsewhere, group));
      instead.or(made);
      instead.andNot(taken);
      if (made.isEmpty() || instead.isEmpty()) {
        continue;
      }
      taken.or(instead);
      found.add(cause(elsewhere, instead, made, scene));
    }
    return found;
  }

  private static CauseFound cause(Elsewhere elsewhere, BitSet rows, BitSet made, Scene scene) {
    List<Group> groups = scene.rows().groups(rows);
    boolean proved =
        scene.rows().groups(made).stream()
            .allMatch(group -> completes(elsewhere, group, scene.around()));
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
  private static boolean makesUp(Elsewhere elsewhere, Group group) {
    Bounds more = elsewhere.counts().get(GroupName.of(group));
    Bounds own = group.on(elsewhere.ofLegacy());
    Bounds other = group.on(!elsewhere.ofLegacy());
    if (more == null || more.upper() == 0 || !(own.upper() < other.lower())) {
      return false;
    }
    double least = other.lower() - own.upper();
    double most = other.upper() - own.lower();
    return more.lower() <= most && more.upper() >= least;
  }

  /** The side has too much here of what is lacking elsewhere. */
  private static boolean isAlso(Elsewhere elsewhere, Group group) {
    Bounds moved = elsewhere.instead().get(GroupName.of(group));
    Bounds own = group.on(elsewhere.ofLegacy());
    Bounds other = group.on(!elsewhere.ofLegacy());
    return moved != null && moved.upper() > 0 && own.lower() > other.upper();
  }

  private static boolean completes(Elsewhere elsewhere, Group group, Surroundings around) {
    Bounds more = elsewhere.counts().getOrDefault(GroupName.of(group), Bounds.ZERO);
    Bounds whole = group.on(elsewhere.ofLegacy()).plus(more);
    Bounds other = group.on(!elsewhere.ofLegacy());
    Totals totals =
        elsewhere.ofLegacy() ? new Totals(whole, other, 0, 0) : new Totals(other, whole, 0, 0);
    return more.lower() > 0 && totals.equal(around.tolerance());
  }
}
