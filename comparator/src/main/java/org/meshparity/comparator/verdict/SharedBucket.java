package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Layout;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/**
 * The bucket that ends at one cut on both sides.
 *
 * @param legacy its position among legacy's buckets
 * @param candidate its position among candidate's
 */
public record SharedBucket(int legacy, int candidate) {

  /**
   * Of a bucket or threshold claim.
   *
   * @return null if the claim has no bound, or either side has no bucket that ends exactly there
   */
  public static @Nullable SharedBucket of(
      MetricRule metric, Layout legacy, Layout candidate, @Nullable BigDecimal bound) {
    Edges edges = new Edges(metric);
    for (int i = 0; bound != null && i < legacy.buckets(); i++) {
      Edge edge = edge(edges, legacy.bound(i), metric.legacy());
      if (edge != null && edge.exact() && edge.certain().at().compareTo(bound) == 0) {
        int other = position(edges, candidate, metric.candidate(), edge.certain());
        if (other >= 0) {
          return new SharedBucket(i, other);
        }
      }
    }
    return null;
  }

  private static int position(Edges edges, Layout layout, SeriesRules rules, Cut cut) {
    for (int i = 0; i < layout.buckets(); i++) {
      Edge edge = edge(edges, layout.bound(i), rules);
      if (edge != null && edge.exact() && edge.certain().equals(cut)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Edge edge(Edges edges, double printed, SeriesRules rules) {
    return Double.isInfinite(printed) ? null : edges.of(printed, rules);
  }
}
