package org.meshparity.comparator.cause;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The label conditions that groups share. */
final class Conditions {

  private Conditions() {}

  /** Every label value that all groups have. */
  static Map<String, String> shared(Collection<Group> groups) {
    Map<String, String> shared = null;
    for (Group group : groups) {
      if (shared == null) {
        shared = new TreeMap<>(group.labels());
      } else {
        shared
            .entrySet()
            .removeIf(entry -> !entry.getValue().equals(group.labels().get(entry.getKey())));
      }
    }
    return shared == null ? Map.of() : shared;
  }

  /** These very groups: thousands are looked up, and comparing all that was judged is no need. */
  static Set<Group> same(Collection<Group> groups) {
    Set<Group> same = Collections.newSetFromMap(new IdentityHashMap<>());
    same.addAll(groups);
    return same;
  }

  /** The fewest conditions that tell groups from all others with traffic. */
  static Map<String, String> apart(Collection<Group> groups, List<Group> all) {
    Set<Group> own = same(groups);
    return telling(
        groups, all.stream().filter(group -> !own.contains(group) && group.traffic() > 0).toList());
  }

  /**
   * The fewest of the shared conditions that tell the groups from all others; all of them if none
   * do.
   *
   * @param others groups that must not satisfy the conditions
   */
  static Map<String, String> telling(Collection<Group> groups, List<Group> others) {
    Map<String, String> all = shared(groups);
    List<Group> left = others.stream().filter(group -> satisfies(group, all)).toList();
    if (!left.isEmpty()) {
      return all;
    }
    Map<String, String> chosen = new LinkedHashMap<>();
    List<Group> still = others;
    while (!still.isEmpty()) {
      String best = bestLabel(all, chosen, still);
      chosen.put(best, all.getOrDefault(best, ""));
      still = still.stream().filter(group -> satisfies(group, chosen)).toList();
    }
    return chosen;
  }

  private static String bestLabel(
      Map<String, String> all, Map<String, String> chosen, List<Group> still) {
    String best = "";
    long fewest = Long.MAX_VALUE;
    for (Map.Entry<String, String> condition : all.entrySet()) {
      if (chosen.containsKey(condition.getKey())) {
        continue;
      }
      long remaining =
          still.stream()
              .filter(group -> condition.getValue().equals(group.labels().get(condition.getKey())))
              .count();
      if (remaining < fewest) {
        fewest = remaining;
        best = condition.getKey();
      }
    }
    return best;
  }

  /** Whether a group has all these label values. */
  static boolean satisfies(Group group, Map<String, String> conditions) {
    return conditions.entrySet().stream()
        .allMatch(c -> c.getValue().equals(group.labels().get(c.getKey())));
  }
}
