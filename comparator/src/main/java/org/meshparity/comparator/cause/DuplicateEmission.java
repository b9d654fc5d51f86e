package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.series.Bounds;

/**
 * One side counts everything twice: emitted or scraped twice, the counts are in a ratio of 2 and of
 * no other small number.
 */
final class DuplicateEmission implements Causes.Detector {

  /** One against two may also be one that was lost; so many of them may not. */
  private static final double LEAST = 20;

  @Override
  public List<CauseFound> find(List<Group> unexplained, List<Group> all) {
    List<CauseFound> found = new ArrayList<>();
    found.addAll(doubled(unexplained, all, true));
    found.addAll(doubled(unexplained, all, false));
    return found;
  }

  private static List<CauseFound> doubled(
      List<Group> unexplained, List<Group> all, boolean candidate) {
    List<Group> doubled =
        unexplained.stream()
            .filter(Group::countDiffers)
            .filter(
                group ->
                    candidate
                        ? isDouble(group.legacy(), group.candidate())
                        : isDouble(group.candidate(), group.legacy()))
            .toList();
    double once =
        doubled.stream()
            .mapToDouble(group -> (candidate ? group.legacy() : group.candidate()).lower())
            .sum();
    if (once < LEAST) {
      return List.of();
    }
    Map<String, String> where = Conditions.apart(doubled, all);
    String side = candidate ? "candidate" : "legacy";
    String title =
        side
            + " counts everything twice in "
            + doubled.size()
            + " groups: it is emitted or scraped twice";
    boolean exact =
        doubled.stream().allMatch(group -> group.legacy().lower() == group.legacy().upper());
    return List.of(
        new CauseFound(
            "duplicate-emission",
            title,
            exact,
            where,
            doubled,
            List.of(ratio(doubled, candidate))));
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
