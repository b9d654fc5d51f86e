package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.meshparity.comparator.source.ClusteredSource;
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

  /**
   * Of one side.
   *
   * @param at when the labels' values are looked at
   */
  Splits(SideRun side, long at) {
    this.side = side;
    this.at = at;
  }

  /** Two parts that are all of it; none if no label tells the series apart. */
  List<Part> halves(String series, LabelMatchers selected) throws SourceUnavailable {
    for (String label : candidates()) {
      SortedMap<String, Double> values = values(label, series, selected);
      if (values.size() > 1) {
        return halves(label, values);
      }
    }
    return List.of();
  }

  private List<String> candidates() {
    List<String> labels = new ArrayList<>();
    List<String> own = side.identity().sourceLabels();
    own.stream().filter(label -> label.contains("namespace")).forEach(labels::add);
    own.stream().filter(label -> !label.contains("namespace")).forEach(labels::add);
    labels.add("instance");
    labels.remove(ClusteredSource.CLUSTER); // of several servers each is asked apart anyway
    return labels.stream().distinct().toList();
  }

  /** How many series have each value of a label. */
  SortedMap<String, Double> values(String label, String series, LabelMatchers selected)
      throws SourceUnavailable {
    SortedMap<String, Double> values = new TreeMap<>();
    String count =
        "count by ("
            + PromqlName.label(label)
            + ") ("
            + PromqlName.selector(series, selected)
            + ")";
    side.query(count, at, (labels, n) -> values.merge(labels.get(label), n, Double::sum));
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
