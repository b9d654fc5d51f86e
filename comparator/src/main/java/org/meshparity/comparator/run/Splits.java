package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.meshparity.comparator.source.ClusteredSource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.PromqlName;

/**
 * Cuts what a server cannot answer at once into two parts by the values of one label, namespaces
 * first. The second part is whatever the first does not name, so that together they are all there
 * is, also where a value was overlooked.
 */
final class Splits {

  /** A part of the series of a name, and about how many there are. */
  record Part(LabelMatchers which, double series) {}

  /** A matcher that names more would be a burden of its own. */
  private static final int LONGEST = 30_000;

  private final SideRun side;
  private final long at;
  private final List<String> candidates;

  /**
   * Of one side.
   *
   * @param at when the labels' values are looked at
   */
  Splits(SideRun side, long at) {
    this(side, at, candidates(side));
  }

  private Splits(SideRun side, long at, List<String> candidates) {
    this.side = side;
    this.at = at;
    this.candidates = candidates;
  }

  /**
   * Of what a scrape adds, like {@code up}: only the targets' own labels tell such series apart.
   */
  static Splits ofTargets(SideRun side) {
    return new Splits(side, side.until(), List.of("instance", "job"));
  }

  /**
   * Two parts that are all of it; none if no label tells the series apart. Where even counting is
   * too much, the targets are known all the same.
   */
  List<Part> halves(String series, LabelMatchers selected) throws SourceUnavailable {
    try {
      return counted(series, selected);
    } catch (QueryTooLarge counting) {
      List<Part> parts = byTarget(selected);
      if (parts.isEmpty()) {
        throw counting;
      }
      return parts;
    }
  }

  /** Two parts by the targets that are known; none if there is one of them at most. */
  List<Part> byTarget(LabelMatchers selected) {
    SortedMap<String, Double> instances = new TreeMap<>();
    side.targets().instances().forEach(instance -> instances.put(instance, 1.0));
    keepSelected(instances, "instance", selected);
    return instances.size() > 1 ? halves("instance", instances) : List.of();
  }

  private List<Part> counted(String series, LabelMatchers selected) throws SourceUnavailable {
    String now = PromqlName.selector(series, selected);
    List<Part> parts = halves(now, at, selected);
    if (!parts.isEmpty()) {
      return parts;
    }
    // What is gone by then, or not yet there, was found too large all the same.
    String ever = "count_over_time(" + now + "[" + (side.until() - side.after()) + "ms])";
    return halves(ever, side.until(), selected);
  }

  private List<Part> halves(String vector, long when, LabelMatchers selected)
      throws SourceUnavailable {
    for (String label : candidates) {
      SortedMap<String, Double> values = values(label, vector, when);
      keepSelected(values, label, selected);
      if (values.size() > 1) {
        return halves(label, values);
      }
    }
    return List.of();
  }

  /** What a server names although it was not asked for would be split off again and again. */
  private static void keepSelected(
      SortedMap<String, Double> values, String label, LabelMatchers selected) {
    selected.matchers().stream()
        .filter(matcher -> matcher.label().equals(label))
        .forEach(matcher -> values.keySet().removeIf(value -> !matcher.matches(value)));
  }

  /**
   * Two parts of what a server found too large.
   *
   * @throws SourceUnavailable if that cannot be made smaller, or its labels cannot be counted
   */
  List<Part> halves(String series, LabelMatchers selected, QueryTooLarge tooLarge)
      throws SourceUnavailable {
    List<Part> parts;
    try {
      parts = halves(series, selected);
    } catch (QueryTooLarge counting) {
      throw stuck("its series cannot even be counted", counting);
    }
    if (parts.isEmpty()) {
      throw stuck("it cannot be asked for in smaller parts", tooLarge);
    }
    return parts;
  }

  private static SourceUnavailable stuck(String why, QueryTooLarge tooLarge) {
    return new SourceUnavailable(
        tooLarge.getMessage()
            + "; "
            + why
            + ": raise the server's limit (of a Prometheus --query.max-samples or"
            + " --query.timeout), or compare a shorter window or fewer targets",
        tooLarge);
  }

  private static List<String> candidates(SideRun side) {
    List<String> labels = new ArrayList<>();
    List<String> own = side.identity().sourceLabels();
    own.stream().filter(label -> label.contains("namespace")).forEach(labels::add);
    own.stream().filter(label -> !label.contains("namespace")).forEach(labels::add);
    labels.add("instance");
    labels.add("le"); // the buckets of one group on one target
    labels.remove(ClusteredSource.CLUSTER); // of several servers each is asked apart anyway
    return labels.stream().distinct().toList();
  }

  /** How many series have each value of a label. */
  private SortedMap<String, Double> values(String label, String vector, long when)
      throws SourceUnavailable {
    SortedMap<String, Double> values = new TreeMap<>();
    String count = "count by (" + PromqlName.label(label) + ") (" + vector + ")";
    side.query(count, when, (labels, n) -> values.merge(labels.get(label), n, Double::sum));
    return values;
  }

  private static List<Part> halves(String label, SortedMap<String, Double> values) {
    double all = values.values().stream().mapToDouble(Double::doubleValue).sum();
    List<String> first = new ArrayList<>();
    double sum = 0;
    int length = 0;
    for (Map.Entry<String, Double> value : values.entrySet()) {
      boolean last = first.size() == values.size() - 1;
      length += value.getKey().length() + 1;
      boolean enough = sum + value.getValue() / 2 > all / 2 || length > LONGEST;
      if (!first.isEmpty() && (last || enough)) {
        break;
      }
      first.add(value.getKey());
      sum += value.getValue();
    }
    return List.of(
        new Part(only(Matcher.oneOf(label, first)), sum),
        new Part(only(Matcher.noneOf(label, first)), all - sum));
  }

  private static LabelMatchers only(Matcher matcher) {
    return new LabelMatchers(List.of(matcher));
  }
}
