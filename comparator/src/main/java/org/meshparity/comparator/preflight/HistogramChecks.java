package org.meshparity.comparator.preflight;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.meshparity.comparator.preflight.FindingsOf.Said;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.preflight.PreflightFinding.Level;
import org.meshparity.comparator.series.BucketBound;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.verdict.Edges;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.PromqlName;
import org.meshparity.rules.SeriesRules;

/**
 * Whether the buckets are as the pack declares them, so that the two sides can be compared at all:
 * bounds that are numbers, one for everything, some in common, and one at each threshold.
 */
final class HistogramChecks {

  private static final int SHOWN = 12;

  private final PreflightSide legacy;
  private final PreflightSide candidate;
  private final FindingsOf findings;
  private final long end;

  HistogramChecks(PreflightSide legacy, PreflightSide candidate, FindingsOf findings, long end) {
    this.legacy = legacy;
    this.candidate = candidate;
    this.findings = findings;
    this.end = end;
  }

  /** One metric, of which both sides have buckets. */
  void check(MetricRule metric, SideNames one, SideNames two) {
    Map<Double, String> legacyBounds = bounds(legacy, metric, metric.legacy(), one);
    Map<Double, String> candidateBounds = bounds(candidate, metric, metric.candidate(), two);
    if (legacyBounds.isEmpty() || candidateBounds.isEmpty()) {
      return;
    }
    Edges edges = new Edges(metric);
    Set<Cut> legacyCuts = cuts(edges, legacyBounds.keySet(), metric.legacy());
    Set<Cut> candidateCuts = cuts(edges, candidateBounds.keySet(), metric.candidate());
    shared(metric, legacyCuts, candidateCuts, sameNumbers(metric, legacyBounds, candidateBounds));
    for (BigDecimal threshold : metric.thresholds()) {
      threshold(legacy, metric, threshold, edges, legacyCuts);
      threshold(candidate, metric, threshold, edges, candidateCuts);
    }
  }

  /** Finite bounds, as numbers, with what the label says; empty if the metric shows no buckets. */
  private Map<Double, String> bounds(
      PreflightSide side, MetricRule metric, SeriesRules rules, SideNames names) {
    Map<Double, String> finite = new TreeMap<>();
    if (rules.form() == SeriesRules.Form.NATIVE) {
      return finite;
    }
    for (String base : rules.series()) {
      Set<String> seen = names.bounds(base + "_bucket");
      if (!seen.isEmpty()) {
        look(side, metric, base + "_bucket", seen, finite);
      }
    }
    if (!finite.isEmpty()) {
      declaredEdges(side, metric, rules, finite);
    }
    return finite;
  }

  private void look(
      PreflightSide side,
      MetricRule metric,
      String series,
      Set<String> seen,
      Map<Double, String> finite) {
    boolean everything = false;
    for (String le : seen) {
      double bound = BucketBound.parse(le);
      everything |= bound == Double.POSITIVE_INFINITY;
      if (Double.isNaN(bound)) {
        String shown = le.isEmpty() ? "no label le" : "le=\"" + le + '"';
        add(
            side,
            metric,
            series,
            Kind.BOUND_NOT_A_NUMBER,
            series + " has series with " + shown + ", which is no bound",
            "see who writes them; a histogram's buckets need a number each");
      } else if (!Double.isInfinite(bound)) {
        finite.put(bound, le);
      }
    }
    if (!everything) {
      add(
          side,
          metric,
          series,
          Kind.NO_INF_BUCKET,
          series + " has no bucket le=\"+Inf\"",
          "see what drops it (a relabelling of the scrape job, a limit); it holds what is above all"
              + " other bounds");
    }
  }

  /** The pack says where a printed bound really ends; a bound that nobody has was mistyped. */
  private void declaredEdges(
      PreflightSide side, MetricRule metric, SeriesRules rules, Map<Double, String> finite) {
    List<String> unseen = new ArrayList<>();
    for (BigDecimal declared : rules.edges().keySet()) {
      if (!finite.containsKey(declared.doubleValue())) {
        unseen.add(declared.toPlainString());
      }
    }
    if (!unseen.isEmpty()) {
      findings.add(
          side,
          Level.NOTE,
          Kind.EDGE_NOT_SEEN,
          List.of(metric.name()),
          List.of(),
          new Said(
              "the pack declares edges for bounds that no bucket has: "
                  + String.join(", ", unseen)
                  + "; there are "
                  + some(finite.values()),
              "compare the pack's edges with the buckets of the release that runs"),
          "",
          end);
    }
  }

  private void add(
      PreflightSide side,
      MetricRule metric,
      String series,
      Kind id,
      String sentence,
      String remedy) {
    findings.add(
        side,
        Level.DOUBT,
        id,
        List.of(metric.name()),
        List.of(series),
        new Said(sentence, remedy),
        side.source() instanceof QuerySource
            ? "count by (le) (" + PromqlName.selector(series, side.selector()) + ")"
            : "",
        end);
  }

  private static Set<Cut> cuts(Edges edges, Set<Double> bounds, SeriesRules rules) {
    Set<Cut> cuts = new TreeSet<>();
    for (double bound : bounds) {
      Edge edge = edges.of(bound, rules);
      if (edge.exact()) {
        cuts.add(edge.certain());
      }
    }
    return cuts;
  }

  /** Whether some bound is printed alike on both sides, in one unit. */
  private static boolean sameNumbers(
      MetricRule metric, Map<Double, String> legacy, Map<Double, String> candidate) {
    Set<BigDecimal> one = scaled(legacy.keySet(), metric.legacy().factor());
    one.retainAll(scaled(candidate.keySet(), metric.candidate().factor()));
    return !one.isEmpty();
  }

  private static Set<BigDecimal> scaled(Set<Double> bounds, BigDecimal factor) {
    Set<BigDecimal> scaled = new TreeSet<>();
    bounds.forEach(bound -> scaled.add(BigDecimal.valueOf(bound).multiply(factor)));
    return scaled;
  }

  /**
   * Bounds that are printed alike may count the bound itself on one side and not on the other, and
   * then there is nothing that anybody should change.
   */
  private void shared(
      MetricRule metric, Set<Cut> legacyCuts, Set<Cut> candidateCuts, boolean sameNumbers) {
    boolean none =
        legacyCuts.stream()
            .noneMatch(cut -> candidateCuts.contains(cut) && comparable(metric, cut));
    if (none) {
      findings.add(
          new PreflightFinding(
              Kind.NO_SHARED_BOUND,
              sameNumbers ? Level.NOTE : Level.DOUBT,
              null,
              List.of(metric.name()),
              List.of(),
              (sameNumbers
                      ? "the two sides print the same bounds and mean different ones: legacy "
                      : "the two sides have no bound in common: legacy ")
                  + some(legacyCuts)
                  + "; candidate "
                  + some(candidateCuts)
                  + " "
                  + metric.unit(),
              "give one side a bucket that the other has, or correct factor, le and edges in the"
                  + " pack; until then counts are compared, and sizes only between those bounds",
              null,
              null));
    }
  }

  private static boolean comparable(MetricRule metric, Cut cut) {
    return metric.comparableUpTo().map(limit -> cut.at().compareTo(limit) <= 0).orElse(true);
  }

  private void threshold(
      PreflightSide side, MetricRule metric, BigDecimal threshold, Edges edges, Set<Cut> cuts) {
    if (!cuts.contains(edges.threshold(threshold))) {
      findings.add(
          side,
          Level.DOUBT,
          Kind.THRESHOLD_WITHOUT_BUCKET,
          List.of(metric.name()),
          List.of(),
          new Said(
              "no bucket ends exactly at the threshold of "
                  + threshold.toPlainString()
                  + " "
                  + metric.unit()
                  + "; there are "
                  + some(cuts),
              "add that bucket, or take the threshold out of the pack: it can only be decided"
                  + " where requests stay clear of it"),
          "",
          end);
    }
  }

  private static String some(Iterable<?> all) {
    List<String> texts = new ArrayList<>();
    all.forEach(one -> texts.add(one.toString()));
    String shown = String.join(", ", texts.subList(0, Math.min(SHOWN, texts.size())));
    return texts.isEmpty()
        ? "none"
        : texts.size() > SHOWN ? shown + " and " + (texts.size() - SHOWN) + " more" : shown;
  }
}
