package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.meshparity.comparator.series.Bounds;

/**
 * One side counts everything twice: emitted or scraped twice, the counts are in a ratio of 2 and of
 * no other small number.
 */
final class DuplicateEmission implements Causes.Detector {

  /** One against two may also be one that was lost; so many of them may not. */
  private static final double LEAST = 20;

  @Override
  public List<CauseFound> find(Scene scene) {
    List<CauseFound> found = new ArrayList<>();
    doubled(scene, true).ifPresent(found::add);
    doubled(scene, false).ifPresent(found::add);
    return found;
  }

  private static Optional<CauseFound> doubled(Scene scene, boolean legacy) {
    BitSet rows =
        scene.open(group -> group.countDiffers() && isDouble(group.on(!legacy), group.on(legacy)));
    List<Group> doubled = scene.rows().groups(rows);
    double once = doubled.stream().mapToDouble(group -> group.on(!legacy).lower()).sum();
    if (once < LEAST || !isDouble(doubled, legacy)) {
      return Optional.empty();
    }
    String title =
        Text.side(legacy)
            + " counts everything twice in "
            + Text.groups(doubled.size())
            + ": it is emitted or scraped twice";
    return Optional.of(
        new CauseFound(
            "duplicate-emission",
            title,
            doubled.stream().allMatch(DuplicateEmission::isExact),
            scene.conditions().apart(rows),
            doubled,
            List.of(ratio(doubled, !legacy))));
  }

  /** One group alone may be known too badly to tell; all of them together must leave no doubt. */
  private static boolean isDouble(List<Group> groups, boolean legacy) {
    Totals totals = Totals.of(groups);
    Bounds once = legacy ? totals.candidate() : totals.legacy();
    Bounds twice = legacy ? totals.legacy() : totals.candidate();
    return twice.lower() / once.upper() > 1.85 && twice.upper() / once.lower() < 2.15;
  }

  /** Nothing but twice as much fits: both counts are known to the unit. */
  private static boolean isExact(Group group) {
    return group.legacy().lower() == group.legacy().upper()
        && group.candidate().lower() == group.candidate().upper();
  }

  /** Whether the bounds allow a ratio of 2, and none that is far from it. */
  private static boolean isDouble(Bounds once, Bounds twice) {
    if (!once.bounded() || !twice.bounded() || once.lower() == 0) {
      return false;
    }
    double least = twice.lower() / once.upper();
    double most = twice.upper() / once.lower();
    return least <= 2 && most >= 2 && least > 1.5 && most < 2.7;
  }

  private static String ratio(List<Group> groups, boolean candidate) {
    Bounds legacy = Bounds.ZERO;
    Bounds other = Bounds.ZERO;
    for (Group group : groups) {
      legacy = legacy.plus(group.legacy());
      other = other.plus(group.candidate());
    }
    double ratio = (other.lower() + other.upper()) / (legacy.lower() + legacy.upper());
    return String.format(
        java.util.Locale.ROOT, "over all of them the ratio is %.3f", candidate ? ratio : 1 / ratio);
  }
}
