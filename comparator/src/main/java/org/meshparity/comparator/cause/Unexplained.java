package org.meshparity.comparator.cause;

import java.util.List;
import java.util.Map;

/** What no named cause explains, summarised by the labels it has in common. */
final class Unexplained implements Causes.Detector {

  @Override
  public List<CauseFound> find(List<Group> unexplained, List<Group> all) {
    if (unexplained.isEmpty()) {
      return List.of();
    }
    Map<String, String> where =
        Conditions.telling(unexplained, all.stream().filter(group -> !group.hasGap()).toList());
    String title =
        where.isEmpty()
            ? unexplained.size() + " groups differ, and they have no label in common"
            : "all "
                + unexplained.size()
                + " groups that differ for no known reason have these labels in common";
    return List.of(new CauseFound("unexplained", title, false, where, unexplained, List.of()));
  }
}
