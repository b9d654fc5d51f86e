package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Breaks rows down by the labels that say how an event ended, largest share first. */
final class Outcomes {

  private static final int SHOWN = 4;

  private final Rows rows;
  private final List<String> labels;

  Outcomes(Rows rows, List<String> labels) {
    this.rows = rows;
    this.labels = labels.stream().filter(label -> rows.column(label) > 0).toList();
  }

  /** One sentence; empty if the pack names no such label. */
  Optional<String> shares(List<Integer> some) {
    if (labels.isEmpty() || some.isEmpty()) {
      return Optional.empty();
    }
    String metric = rows.group(some.get(0)).metric(); // metrics count the same events again
    Map<String, Double> volumes = new LinkedHashMap<>();
    double all = 0;
    for (int row : some) {
      if (rows.group(row).metric().equals(metric)) {
        double volume = rows.group(row).candidate().lower();
        volumes.merge(ending(row), volume, Double::sum);
        all += volume;
      }
    }
    double whole = Math.max(1, all);
    List<String> parts = new ArrayList<>();
    volumes.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SHOWN)
        .forEach(
            part ->
                parts.add(
                    part.getKey()
                        + " at least "
                        + Text.atLeast(part.getValue())
                        + " ("
                        + Text.percent(part.getValue() / whole)
                        + ")"));
    String more = volumes.size() > SHOWN ? ", and " + (volumes.size() - SHOWN) + " more" : "";
    return Optional.of(
        "by " + String.join(" and ", labels) + ": " + String.join(", ", parts) + more);
  }

  private String ending(int row) {
    List<String> values = new ArrayList<>();
    for (String label : labels) {
      int column = rows.column(label);
      values.add(Text.quoted(rows.value(column, rows.code(column, row))));
    }
    return String.join(" ", values);
  }
}
