package org.meshparity.comparator.cause;

import java.util.List;
import java.util.Map;

/**
 * What many gaps have in common.
 *
 * @param id the cause's name, e.g. {@code report-loss}
 * @param title one sentence
 * @param proved whether the samples prove it; else it is likely
 * @param where label conditions that all its groups share
 * @param groups which groups it explains
 * @param evidence sentences with the numbers that show it
 */
public record CauseFound(
    String id,
    String title,
    boolean proved,
    Map<String, String> where,
    List<Group> groups,
    List<String> evidence) {

  public CauseFound {
    groups = List.copyOf(groups);
    evidence = List.copyOf(evidence);
  }

  /** "proved" or "likely". */
  public String confidence() {
    return proved ? "proved" : "likely";
  }
}
