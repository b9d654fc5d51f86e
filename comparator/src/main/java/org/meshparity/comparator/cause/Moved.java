package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.meshparity.comparator.cause.Families.Family;
import org.meshparity.rules.CauseRule;
import org.meshparity.rules.LabelMatchers;

/**
 * Traffic that legacy counts under one value of some labels and the candidate under another. If the
 * values that only the candidate has are all "unknown", it lost the label ({@code
 * unknown-inflation}); else it writes it otherwise ({@code label-drift}), or as a pack says it
 * does.
 *
 * @param columns labels that must be ignored for both sides to agree
 */
record Moved(Rows rows, int[] columns, List<Family> families) {

  /** One against one that moved may also be two that were lost; so many of them may not. */
  private static final double LEAST = 20;

  int size() {
    return families.stream().mapToInt(Family::size).sum();
  }

  BitSet affected() {
    return affected(families);
  }

  private static BitSet affected(List<Family> families) {
    BitSet affected = new BitSet();
    for (Family family : families) {
      for (int row : family.lacking()) {
        affected.set(row);
      }
      for (int row : family.surplus()) {
        affected.set(row);
      }
    }
    return affected;
  }

  /** Those that a pack knows by name, and the rest. */
  List<CauseFound> causes(Scene scene) {
    List<CauseFound> causes = new ArrayList<>();
    List<Family> rest = new ArrayList<>(families);
    for (CauseRule rule : scene.around().rules()) {
      List<Family> known = rest.stream().filter(family -> isKnown(rule, family)).toList();
      rest.removeAll(known);
      if (!known.isEmpty()) {
        causes.add(cause(rule.id(), rule.title(), known, scene));
      }
    }
    List<Family> lost = rest.stream().filter(this::isUnknown).toList();
    rest.removeAll(lost);
    if (!lost.isEmpty()) {
      String title =
          "candidate says "
              + labels("=\"unknown\" and ")
              + "=\"unknown\" where legacy says "
              + Text.some(values(lost, true));
      causes.add(cause("unknown-inflation", title, lost, scene));
    }
    if (!rest.isEmpty()) {
      String title =
          labels(" and ")
              + (columns.length == 1 ? " is" : " are")
              + " written otherwise: candidate says "
              + Text.some(values(rest, false))
              + " where legacy says "
              + Text.some(values(rest, true));
      causes.add(cause("label-drift", title, rest, scene));
    }
    return causes;
  }

  private boolean isKnown(CauseRule rule, Family family) {
    return rule.insteadOf().isPresent()
        && rule.concerns(rows.group(family.first()).metric())
        && share(family.surplus(), rule.when()) == 1
        && share(family.lacking(), rule.when()) == 0
        && share(family.lacking(), rule.insteadOf().get()) == 1
        && share(family.surplus(), rule.insteadOf().get()) == 0;
  }

  private double share(int[] some, LabelMatchers condition) {
    int matching = 0;
    for (int row : some) {
      Map<String, String> labels = rows.group(row).labels();
      matching += condition.matches(label -> labels.getOrDefault(label, "")) ? 1 : 0;
    }
    return matching / (double) some.length;
  }

  private boolean isUnknown(Family family) {
    for (int row : family.surplus()) {
      for (int column : columns) {
        String value = value(column, row);
        if (!value.isEmpty() && !value.equals("unknown")) {
          return false;
        }
      }
    }
    return true;
  }

  private CauseFound cause(String id, String title, List<Family> some, Scene scene) {
    BitSet rowsOf = affected(some);
    List<Group> groups = rows.groups(rowsOf);
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "with "
            + labels(" and ")
            + " ignored, the counts of these "
            + Text.groups(groups.size())
            + (isProved(some, scene) ? " are equal: " : " agree: ")
            + sums(some));
    if (id.equals("unknown-inflation")) {
      List<Integer> surplus = new ArrayList<>();
      some.forEach(family -> Arrays.stream(family.surplus()).forEach(surplus::add));
      new Outcomes(rows, scene.around().outcome()).shares(surplus).ifPresent(evidence::add);
    } else {
      suggestions(some).forEach(evidence::add);
    }
    List<String> by = new ArrayList<>();
    for (int column : columns) {
      by.add(rows.label(column));
    }
    if (id.equals("unknown-inflation")) {
      scene.around().outcome().stream()
          .filter(label -> rows.column(label) > 0 && !by.contains(label))
          .forEach(by::add);
    }
    return new CauseFound(
            id, title, isProved(some, scene), scene.conditions().apart(rowsOf), groups, evidence)
        .seenBy(new CauseFound.View(CauseFound.View.Shows.COUNT, by));
  }

  /** Each metric's totals are equal within the tolerance, and the values are one side's alone. */
  private boolean isProved(List<Family> some, Scene scene) {
    for (Family family : some) {
      for (int row : family.surplus()) {
        if (rows.group(row).legacy().upper() > 0) {
          return false;
        }
      }
    }
    return totals(some).values().stream()
        .allMatch(sum -> sum.equal(scene.around().tolerance()) && sum.lacking() >= LEAST);
  }

  private Map<String, Totals> totals(List<Family> some) {
    Map<String, Totals> totals = new LinkedHashMap<>();
    for (Family family : some) {
      totals.merge(rows.group(family.first()).metric(), family.totals(), Totals::plus);
    }
    return totals;
  }

  private String sums(List<Family> some) {
    Map.Entry<String, Totals> first = totals(some).entrySet().iterator().next();
    Totals sums = first.getValue();
    return Text.span(sums.legacy())
        + " in legacy, "
        + Text.span(sums.candidate())
        + " in candidate ("
        + first.getKey()
        + ")";
  }

  private List<String> suggestions(List<Family> some) {
    List<String> lines = new ArrayList<>();
    for (int column : columns) {
      ValueMap map = new ValueMap(rows.label(column));
      for (Family family : some) {
        map.add(values(family.lacking(), column), values(family.surplus(), column));
      }
      map.snippet().ifPresent(line -> lines.add("in the pack, under labels: " + line));
    }
    return lines;
  }

  private Set<String> values(int[] some, int column) {
    Set<String> values = new TreeSet<>();
    for (int row : some) {
      values.add(value(column, row));
    }
    return values;
  }

  private Set<String> values(List<Family> some, boolean lacking) {
    Set<String> values = new LinkedHashSet<>();
    for (Family family : some) {
      for (int row : lacking ? family.lacking() : family.surplus()) {
        values.add(value(columns[0], row));
      }
    }
    return values;
  }

  private String value(int column, int row) {
    return rows.value(column, rows.code(column, row));
  }

  private String labels(String between) {
    List<String> labels = new ArrayList<>();
    for (int column : columns) {
      labels.add(rows.label(column));
    }
    return String.join(between, labels);
  }
}
