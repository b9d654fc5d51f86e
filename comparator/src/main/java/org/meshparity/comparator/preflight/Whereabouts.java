package org.meshparity.comparator.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.meshparity.comparator.preflight.Lookup.Present;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;

/** Says where series are, by the labels that selectors ask for. */
final class Whereabouts {

  private static final int SHOWN = 3;

  private final List<String> by;

  Whereabouts(List<String> by) {
    this.by = by;
  }

  /** Of several, where most series are first. */
  String of(List<Present> rows) {
    List<String> labels =
        rows.stream()
            .sorted((a, b) -> Double.compare(b.count(), a.count()))
            .map(row -> labels(row).toString())
            .distinct()
            .toList();
    String shown =
        labels.stream()
            .limit(SHOWN)
            .map(text -> text.isEmpty() ? "no such label" : text)
            .collect(Collectors.joining(" or "));
    return labels.size() > SHOWN ? shown + " and " + (labels.size() - SHOWN) + " others" : shown;
  }

  /** A selector for series that are there. */
  String asSelector(Present row) {
    String labels = labels(row).toString();
    return labels.isEmpty() ? "one that these series match" : "'" + labels + "'";
  }

  private LabelMatchers labels(Present row) {
    List<Matcher> matchers = new ArrayList<>();
    for (String label : by) {
      String value = row.labels().get(label);
      if (!value.isEmpty()) {
        matchers.add(new Matcher(label, LabelMatchers.Op.EQUAL, value));
      }
    }
    return new LabelMatchers(matchers);
  }
}
