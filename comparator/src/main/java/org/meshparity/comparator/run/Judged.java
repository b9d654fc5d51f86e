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
