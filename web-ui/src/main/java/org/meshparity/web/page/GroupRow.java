package org.meshparity.web.page;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.web.text.Numbers;

/**
 * The checks of one metric and group, together: one loss shows in a dozen buckets, and reading it a
 * dozen times tells nothing more.
 *
 * @param labels those that tell groups apart; what all groups share is on the check's page
 * @param css class of the first check's verdict
 * @param shown the first few checks, gaps first
 * @param folded the others
 * @param foldedText how many they are
 * @param id for the fold to stay open while the page is refreshed
 */
record GroupRow(
    String metric,
    List<CheckRow.Label> labels,
    String css,
    List<CheckRow> shown,
    List<CheckRow> folded,
    String foldedText,
    String id) {

  private static final int SHOWN = 3;

  /**
   * One row for each group.
   *
   * @param groups the checks of each
   * @param shared labels that have one value throughout the report
   */
  static List<GroupRow> list(
      List<List<Check>> groups, Set<String> shared, Map<String, String> units, Place place) {
    return groups.stream().map(group -> of(group, shared, units, place)).toList();
  }

  /** Labels that have one value in all these groups; none if that leaves nothing to tell by. */
  static Set<String> shared(Collection<Map<String, String>> all) {
    Map<String, Set<String>> values = new HashMap<>();
    Set<Map<String, String>> groups = new HashSet<>(all);
    for (Map<String, String> group : groups) {
      group.forEach((name, value) -> values.computeIfAbsent(name, n -> new HashSet<>()).add(value));
    }
    Set<String> shared = new HashSet<>();
    for (Map.Entry<String, Set<String>> label : values.entrySet()) {
      boolean everywhere = groups.stream().allMatch(group -> group.containsKey(label.getKey()));
      if (everywhere && label.getValue().size() == 1) {
        shared.add(label.getKey());
      }
    }
    return groups.size() > 1 ? shared : Set.of();
  }

  private static GroupRow of(
      List<Check> checks, Set<String> shared, Map<String, String> units, Place place) {
    Check first = checks.get(0);
    List<CheckRow> rows =
        checks.stream()
            .map(check -> CheckRow.of(check, units.getOrDefault(check.metric(), ""), place))
            .toList();
    int shown = Math.min(SHOWN, rows.size());
    int folded = rows.size() - shown;
    return new GroupRow(
        first.metric(),
        CheckRow.Label.list(first.group()).stream()
            .filter(label -> !shared.contains(label.name()))
            .toList(),
        rows.get(0).verdict().css(),
        rows.subList(0, shown),
        rows.subList(shown, rows.size()),
        folded == 1 ? "1 more check" : Numbers.of(folded) + " more checks",
        "more-" + first.id());
  }
}
