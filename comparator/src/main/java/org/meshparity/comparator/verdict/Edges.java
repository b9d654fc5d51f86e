package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meshparity.comparator.envelope.Layout;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.MetricRule.Values;
import org.meshparity.rules.SeriesRules;
import org.meshparity.rules.SeriesRules.Le;
import org.meshparity.rules.SeriesRules.Ties;

/**
 * Where the buckets of a metric really end. Cuts that no value tells apart become one: before 10
 * and after 9 for whole numbers, before and after a bound on which nothing ever falls.
 */
public final class Edges {

  /** Nearly all groups of a metric have the same buckets; how many kinds of them are kept. */
  private static final int MOST_LAYOUTS = 64;

  private final boolean integers;
  private final boolean ties;
  private final SeriesRules legacy;
  private final SeriesRules candidate;
  private final Map<Layout, Ends> ofLegacy = new ConcurrentHashMap<>();
  private final Map<Layout, Ends> ofCandidate = new ConcurrentHashMap<>();

  /**
   * What groups with the same buckets have in common.
   *
   * @param edges of all buckets but {@code +Inf}
   * @param sum where their true sums lie
   */
  record Ends(List<Edge> edges, TrueSum sum) {
    Ends {
      edges = List.copyOf(edges);
    }
  }

  /** For one metric. */
  public Edges(MetricRule metric) {
    legacy = metric.legacy();
    candidate = metric.candidate();
    integers = metric.values() == Values.INTEGER;
    ties = metric.legacy().ties() == Ties.POSSIBLE && metric.candidate().ties() == Ties.POSSIBLE;
  }

  /** The edges of all buckets but {@code +Inf}; for the same buckets the same list. */
  List<Edge> of(Layout layout, SeriesRules rules) {
    return ends(layout, rules).edges();
  }

  /** The same, and what follows from them; for the same buckets the same. */
  @SuppressWarnings("ReferenceEquality") // equal rules of another object only cost time
  Ends ends(Layout layout, SeriesRules rules) {
    if (rules != legacy && rules != candidate) {
      return made(layout, rules);
    }
    Map<Layout, Ends> known = rules == legacy ? ofLegacy : ofCandidate;
    Ends ends = known.get(layout);
    if (ends == null) {
      ends = made(layout, rules);
      Ends before = known.size() < MOST_LAYOUTS ? known.putIfAbsent(layout, ends) : null;
      ends = before == null ? ends : before;
    }
    return ends;
  }

  private Ends made(Layout layout, SeriesRules rules) {
    List<Edge> edges = edges(layout, rules);
    return new Ends(edges, new TrueSum(rules, edges));
  }

  private List<Edge> edges(Layout layout, SeriesRules rules) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < layout.buckets(); i++) {
      if (!Double.isInfinite(layout.bound(i))) {
        edges.add(of(layout.bound(i), rules));
      }
    }
    return ascending(edges);
  }

  /**
   * A bucket holds what the ones before it hold, so its edge lies behind theirs. If the pack
   * declares an edge beyond the next printed bound, either may be wrong, and the buckets end
   * somewhere between both: a wider edge claims less, and is never wrong.
   */
  private static List<Edge> ascending(List<Edge> edges) {
    List<Edge> wide = new ArrayList<>(edges);
    for (int i = 1; i < wide.size(); i++) {
      Cut before = wide.get(i - 1).possible();
      if (before.compareTo(wide.get(i).possible()) > 0) {
        wide.set(i, new Edge(wide.get(i).certain(), before));
      }
    }
    for (int i = wide.size() - 2; i >= 0; i--) {
      Cut behind = wide.get(i + 1).certain();
      if (behind.compareTo(wide.get(i).certain()) < 0) {
        wide.set(i, new Edge(behind, wide.get(i).possible()));
      }
    }
    return List.copyOf(wide);
  }

  /**
   * The edge of one bucket.
   *
   * @param printed its {@code le}, in the side's own unit
   */
  public Edge of(double printed, SeriesRules rules) {
    BigDecimal bound = decimal(printed);
    BigDecimal end =
        rules.edges().entrySet().stream()
            .filter(edge -> edge.getKey().compareTo(bound) == 0)
            .findFirst()
            .map(edge -> edge.getValue())
            .orElse(bound);
    boolean after = rules.le() == Le.INCLUDES;
    BigDecimal certain = end.subtract(rules.precision().above()).multiply(rules.factor());
    BigDecimal possible = end.add(rules.precision().below()).multiply(rules.factor());
    return new Edge(cut(certain, after), cut(possible, after));
  }

  /** The cut of a threshold: everything up to it, and itself. */
  public Cut threshold(BigDecimal at) {
    return cut(at, true);
  }

  private Cut cut(BigDecimal at, boolean after) {
    if (integers) {
      BigDecimal last =
          after
              ? at.setScale(0, RoundingMode.FLOOR)
              : at.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE);
      return Cut.after(last);
    }
    return ties ? new Cut(at, after) : Cut.before(at);
  }

  private static BigDecimal decimal(double printed) {
    return new BigDecimal(
        Double.toString(
            printed)); // the shortest text that reads back: 0.005, not its binary expansion
  }
}
