package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;
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

  private final boolean integers;
  private final boolean ties;

  /** For one metric. */
  public Edges(MetricRule metric) {
    integers = metric.values() == Values.INTEGER;
    ties = metric.legacy().ties() == Ties.POSSIBLE && metric.candidate().ties() == Ties.POSSIBLE;
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
