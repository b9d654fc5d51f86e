package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What no named cause explains, summarised by the fewest label conditions that cover it: a handful
 * of sentences, however many groups there are.
 */
final class Unexplained implements Causes.Detector {

  private static final int MOST = 6;

  @Override
  public List<CauseFound> find(Scene scene) {
    List<CauseFound> found = new ArrayList<>();
    if (scene.open().isEmpty()) {
      return found;
    }
    BitSet left = (BitSet) scene.open().clone();
    BitSet equal = scene.rows().where(group -> !group.hasGap() && group.traffic() > 0);
    for (Cover.Rule rule : new Cover(scene.rows(), equal).of(left, MOST)) {
      left.andNot(rule.covered());
      found.add(summary(scene, rule.covered(), labels(scene.rows(), rule), rule.exact()));
    }
    if (!left.isEmpty()) {
      found.add(summary(scene, left, Map.of(), false));
    }
    return found;
  }

  /** Without the metric, which is no label. */
  private static Map<String, String> labels(Rows rows, Cover.Rule rule) {
    Map<String, String> labels = new LinkedHashMap<>();
    rule.conditions()
        .forEach(
            (column, code) -> {
              if (column != Rows.METRIC) {
                labels.put(rows.label(column), rows.value(column, code));
              }
            });
    return labels;
  }

  private static CauseFound summary(
      Scene scene, BitSet rows, Map<String, String> where, boolean exact) {
    List<Group> groups = scene.rows().groups(rows);
    return new CauseFound(
        "unexplained", title(groups, where, exact), false, where, groups, List.of(amounts(groups)));
  }

  private static String title(List<Group> groups, Map<String, String> where, boolean exact) {
    List<String> metrics = groups.stream().map(Group::metric).distinct().toList();
    String of = metrics.size() == 1 ? " of " + metrics.get(0) : "";
    if (where.isEmpty()) {
      return (exact ? "all " : "")
          + Text.groups(groups.size())
          + of
          + " differ for no known reason"
          + (exact ? "" : ", and no few labels tell them from the others");
    }
    return (groups.size() > 1 && exact ? "all " : "")
        + Text.groups(groups.size())
        + of
        + (groups.size() == 1 ? " that differs has " : " that differ have ")
        + Conditions.words(where)
        + (exact ? "; no group without a gap has" : "; some groups without a gap have as well");
  }

  private static String amounts(List<Group> groups) {
    int less = 0;
    int more = 0;
    for (Group group : groups) {
      Direction direction = Direction.of(group);
      less += direction == Direction.LEGACY_MORE ? 1 : 0;
      more += direction == Direction.CANDIDATE_MORE ? 1 : 0;
    }
    Totals totals = Totals.of(groups);
    return "candidate has less in "
        + Text.groups(less)
        + " (at least "
        + Text.atLeast(totals.lacking())
        + " lacking) and more in "
        + Text.groups(more)
        + " (at least "
        + Text.atLeast(totals.surplus())
        + " too many)";
  }
}
