package org.meshparity.comparator.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Verdict;

/** All groups of a run, judged, in the order in which they were read. */
final class Judged {

  private final List<JudgedGroup> groups;
  private final CheckIds ids;
  private final Remedies remedies;

  Judged(List<JudgedGroup> groups, CheckIds ids, Remedies remedies) {
    this.groups = List.copyOf(groups);
    this.ids = ids;
    this.remedies = remedies;
  }

  /** All of them. */
  List<JudgedGroup> groups() {
    return groups;
  }

  /** What their checks are called. */
  CheckIds ids() {
    return ids;
  }

  /** Those with a gap, or with a claim that is left open, and what they were judged by. */
  Map<Group, GroupReading> odd() {
    Map<Group, GroupReading> odd = new LinkedHashMap<>();
    for (JudgedGroup one : groups) {
      if (one.group().hasGap() || one.group().hasOpen()) {
        odd.put(one.group(), one.reading());
      }
    }
    return odd;
  }

  /** What they were judged by. */
  Map<Group, GroupReading> readings() {
    Map<Group, GroupReading> readings = new LinkedHashMap<>(2 * groups.size());
    groups.forEach(one -> readings.put(one.group(), one.reading()));
    return readings;
  }

  /** What would decide the claims that must be and are not, in the order of their checks. */
  List<String> remedies() {
    return remedies.inOrder();
  }

  /** What many groups come to alike, once for all of them; for several threads. */
  static final class Tallies {
    private static final int MOST = 10_000;

    private final Map<GroupTally, GroupTally> known = new ConcurrentHashMap<>();

    GroupTally of(GroupTally one) {
      if (known.size() >= MOST) {
        return known.getOrDefault(one, one);
      }
      GroupTally before = known.putIfAbsent(one, one);
      return before == null ? one : before;
    }
  }

  /** Collects remedies while groups are judged on several threads. */
  static final class Remedies {
    private final CheckIds ids;
    private final Map<String, Long> firstCheck = new ConcurrentHashMap<>();

    Remedies(CheckIds ids) {
      this.ids = ids;
    }

    void note(long group, List<Judgement> judgements) {
      for (Judgement judgement : judgements) {
        String remedy = judgement.finding().remedy();
        if (remedy != null
            && judgement.gating()
            && judgement.finding().verdict() == Verdict.UNDECIDABLE) {
          firstCheck.merge(
              remedy,
              ids.of(group, judgement),
              (one, other) -> Long.compareUnsigned(one, other) < 0 ? one : other);
        }
      }
    }

    List<String> inOrder() {
      return firstCheck.entrySet().stream()
          .sorted(Map.Entry.comparingByValue(Long::compareUnsigned))
          .map(Map.Entry::getKey)
          .toList();
    }
  }
}
