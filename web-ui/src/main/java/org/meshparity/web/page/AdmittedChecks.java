package org.meshparity.web.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.meshparity.comparator.report.Report.Check;

/**
 * What a filter admits: the checks of the first groups, and how much more there is. A report can
 * have millions of checks, which a page counts and does not hold.
 *
 * @param shown the checks of each group that is shown, in the order of the groups' first ones
 * @param groups how many groups there are, shown or not
 * @param checks how many checks
 */
record AdmittedChecks(List<List<Check>> shown, int groups, int checks) {

  private record Group(String metric, Map<String, String> labels) {}

  /** Of checks in a report's order, of which so many groups are shown. */
  static AdmittedChecks of(Stream<Check> admitted, int limit) {
    Map<Group, List<Check>> shown = new LinkedHashMap<>();
    Set<Group> groups = new HashSet<>();
    int checks = 0;
    for (Iterator<Check> each = admitted.iterator(); each.hasNext(); ) {
      Check check = each.next();
      Group group = new Group(check.metric(), check.group());
      checks++;
      if (groups.add(group) && shown.size() < limit) {
        shown.put(group, new ArrayList<>());
      }
      shown.computeIfPresent(
          group,
          (known, own) -> {
            own.add(check);
            return own;
          });
    }
    return new AdmittedChecks(List.copyOf(shown.values()), groups.size(), checks);
  }
}
