package org.meshparity.web.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.web.text.Numbers;

/**
 * The checks of one metric and group, together: one loss shows in a dozen buckets, and reading it a
 * dozen times tells nothing more.
 *
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

  /** Groups in the order of their first check. */
  static List<GroupRow> list(List<Check> checks, Map<String, String> units, Place place) {
    Map<Group, List<Check>> groups = new LinkedHashMap<>();
    for (Check check : checks) {
      groups
          .computeIfAbsent(new Group(check.metric(), check.group()), group -> new ArrayList<>())
          .add(check);
    }
    return groups.values().stream().map(group -> of(group, units, place)).toList();
  }

  private static GroupRow of(List<Check> checks, Map<String, String> units, Place place) {
    Check first = checks.get(0);
    List<CheckRow> rows =
        checks.stream()
            .map(check -> CheckRow.of(check, units.getOrDefault(check.metric(), ""), place))
            .toList();
    int shown = Math.min(SHOWN, rows.size());
    int folded = rows.size() - shown;
    return new GroupRow(
        first.metric(),
        CheckRow.Label.list(first.group()),
        rows.get(0).verdict().css(),
        rows.subList(0, shown),
        rows.subList(shown, rows.size()),
        folded == 1 ? "1 more check" : Numbers.of(folded) + " more checks",
        "more-" + first.id());
  }

  private record Group(String metric, Map<String, String> labels) {}
}
