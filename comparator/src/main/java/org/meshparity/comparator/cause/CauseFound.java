package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What many groups have in common.
 *
 * @param id the cause's name, e.g. {@code report-loss}
 * @param title one sentence
 * @param proved whether the samples prove it; else it is likely
 * @param where label conditions that all its groups share
 * @param groups which groups it explains
 * @param evidence sentences with the numbers that show it
 * @param view what a query must show of these groups
 * @param queries further queries that show it
 */
public record CauseFound(
    String id,
    String title,
    boolean proved,
    Map<String, String> where,
    List<Group> groups,
    List<String> evidence,
    View view,
    List<CauseQuery> queries) {

  public CauseFound {
    where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
    groups = List.copyOf(groups);
    evidence = List.copyOf(evidence);
    queries = List.copyOf(queries);
  }

  /** One that the counts of its groups show. */
  CauseFound(
      String id,
      String title,
      boolean proved,
      Map<String, String> where,
      List<Group> groups,
      List<String> evidence) {
    this(id, title, proved, where, groups, evidence, View.COUNTS, List.of());
  }

  /** The same, shown otherwise. */
  CauseFound seenBy(View other) {
    return new CauseFound(id, title, proved, where, groups, evidence, other, queries);
  }

  /** The same with further queries. */
  CauseFound with(List<CauseQuery> more) {
    return new CauseFound(id, title, proved, where, groups, evidence, view, more);
  }

  /** The same with a further sentence. */
  CauseFound noting(List<String> sentences) {
    List<String> all = new ArrayList<>(evidence);
    all.addAll(sentences);
    return new CauseFound(id, title, proved, where, groups, all, view, queries);
  }

  /** "proved" or "likely". */
  public String confidence() {
    return proved ? "proved" : "likely";
  }

  /**
   * What a query about the groups must show.
   *
   * @param number which of their numbers
   * @param by labels of the identity by which to break it down
   */
  public record View(Shows number, List<String> by) {
    static final View COUNTS = new View(Shows.COUNT, List.of());

    public View {
      by = List.copyOf(by);
    }

    /** Which numbers of a group. */
    public enum Shows {
      COUNT,
      MEAN,
      BUCKETS
    }
  }
}
