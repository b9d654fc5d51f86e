package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;
import org.meshparity.comparator.verdict.Finding.NotComparable;
import org.meshparity.rules.MetricRule;

/**
 * At which cuts the two sides of a histogram can be compared: those at which both have a bucket
 * that ends exactly there, within the range in which the pack declares that both measure the same.
 */
final class SharedCuts {

  private final MetricRule metric;
  private final Edges edges;
  private final Set<Cut> thresholds = new TreeSet<>();
  private volatile @Nullable Known last;
  private volatile List<Kept> lastKept =
      List.of(new Kept(List.of(), List.of()), new Kept(List.of(), List.of()));

  SharedCuts(MetricRule metric, Edges edges) {
    this.metric = metric;
    this.edges = edges;
    metric.thresholds().forEach(at -> thresholds.add(edges.threshold(at)));
  }

  /** A cut, and which bucket of either side ends exactly there. */
  record Shared(Cut cut, int legacy, int candidate) {}

  /** What two lists of edges share; both are the same objects for nearly all groups. */
  private record Known(List<Edge> legacy, List<Edge> candidate, List<Shared> shared) {
    @SuppressWarnings("ReferenceEquality") // equal lists of other objects are worked out again
    boolean of(Buckets one, Buckets two) {
      return legacy == one.edges() && candidate == two.edges();
    }
  }

  /** Each cut once, ascending; those of thresholds are claims of their own. */
  List<Shared> of(Buckets legacy, Buckets candidate) {
    Known known = last;
    if (known == null || !known.of(legacy, candidate)) {
      known = new Known(legacy.edges(), candidate.edges(), shared(legacy, candidate));
      last = known;
    }
    return known.shared();
  }

  private List<Shared> shared(Buckets legacy, Buckets candidate) {
    SortedMap<Cut, Shared> shared = new TreeMap<>();
    for (Edge edge : legacy.edges()) {
      Cut cut = edge.certain();
      int other = exactly(candidate, cut);
      if (edge.exact() && comparable(cut) && !thresholds.contains(cut) && other >= 0) {
        shared.put(cut, new Shared(cut, exactly(legacy, cut), other));
      }
    }
    return List.copyOf(shared.values());
  }

  /** Which bucket ends exactly at a cut, or a negative number. */
  static int exactly(Buckets buckets, Cut cut) {
    for (int i = 0; i < buckets.edges().size(); i++) {
      Edge edge = buckets.edges().get(i);
      if (edge.exact() && edge.certain().equals(cut)) {
        return i;
      }
    }
    return -1;
  }

  /** The cut of a threshold. */
  Cut threshold(BigDecimal at) {
    return edges.threshold(at);
  }

  /** Whether both sides measure the same up to a cut. */
  private boolean comparable(Cut cut) {
    return metric.comparableUpTo().map(limit -> cut.at().compareTo(limit) <= 0).orElse(true);
  }

  /** Whether there is a range in which they do not. */
  boolean limited() {
    return metric.comparableUpTo().isPresent();
  }

  /** One side without what cannot be compared: all of it is one cell above the last edge. */
  Buckets comparable(Buckets buckets) {
    return limited() ? buckets.firstEdges(kept(buckets.edges())) : buckets;
  }

  /** The edges up to where both measure the same; for the same edges the same list. */
  @SuppressWarnings("ReferenceEquality") // equal lists of other objects are worked out again
  private List<Edge> kept(List<Edge> all) {
    for (Kept known : lastKept) {
      if (known.all() == all) {
        return known.kept();
      }
    }
    int count = 0;
    while (count < all.size() && comparable(all.get(count).possible())) {
      count++;
    }
    Kept made = new Kept(all, List.copyOf(all.subList(0, count)));
    lastKept = List.of(made, lastKept.get(0)); // both sides' are asked for in turn
    return made.kept();
  }

  /** Some edges, and those of them up to where both sides measure the same. */
  private record Kept(List<Edge> all, List<Edge> kept) {}

  /** Whether any request may lie where the sides do not measure the same. */
  boolean reachesBeyond(Buckets buckets) {
    if (!limited()) {
      return false;
    }
    Buckets kept = comparable(buckets);
    return kept.upper(kept.edges().size()) > 0;
  }

  /** Bounds of legacy's buckets at which nothing is compared. */
  List<Judgement> outside(Buckets legacy, String counted) {
    if (!limited()) {
      return List.of();
    }
    List<Judgement> judgements = new ArrayList<>();
    for (Edge edge : legacy.edges()) {
      if (!comparable(edge.certain())) {
        BigDecimal at = edge.certain().at();
        judgements.add(
            new Judgement(Claim.BUCKET, false, at, null, null, null, counted, notComparable()));
      }
    }
    return judgements;
  }

  /** As the pack declares. */
  NotComparable notComparable() {
    return new NotComparable(
        "the pack declares that above "
            + metric.comparableUpTo().map(BigDecimal::toPlainString).orElse("")
            + " "
            + metric.unit()
            + " the two generations do not measure the same");
  }
}
