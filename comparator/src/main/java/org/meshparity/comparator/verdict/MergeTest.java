package org.meshparity.comparator.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Edge;
import org.meshparity.comparator.verdict.Finding.Different;

/**
 * Whether two histograms with different buckets can have seen the same population (SEMANTICS 3):
 * they cannot if a range of one side that lies inside a range of the other certainly holds more.
 * All ranges are tried, not only those from 0, because in a live window the count is uncertain and
 * swamps the tail; the tail's own cells are not.
 *
 * <p>If it finds nothing, no test on these buckets can prove a gap.
 */
public final class MergeTest {

  private final CounterRule rule;
  private volatile @Nullable Enclosed legacyInner;
  private volatile @Nullable Enclosed candidateInner;

  /** Differences within the rule's tolerance are none. */
  public MergeTest(CounterRule rule) {
    this.rule = rule;
  }

  /** The largest contradiction, or null if a common population exists within the tolerance. */
  public @Nullable Different contradiction(Buckets legacy, Buckets candidate, Wording wording) {
    Different less = largest(legacy, candidate, true, wording);
    Different more = largest(candidate, legacy, false, wording);
    if (less == null || more == null) {
      return less == null ? more : less;
    }
    return more.atLeast().compareTo(less.atLeast()) > 0 ? more : less;
  }

  private @Nullable Different largest(
      Buckets inner, Buckets outer, boolean legacyInside, Wording wording) {
    Different largest = null;
    Enclosed enclosed = enclosed(inner.edges(), outer.edges(), legacyInside);
    int[] begins = enclosed.begins();
    int[] ends = enclosed.ends();
    for (int from = 0; from < begins.length; from++) {
      for (int to = from; to < ends.length; to++) {
        double lower = inner.lowerUpTo(to + 1) - inner.lowerUpTo(from);
        double upper = difference(outer.upperUpTo(ends[to]), outer.upperUpTo(begins[from]));
        if (begins[from] <= ends[to] && lower > upper && exceeds(lower, upper, largest)) {
          Different found = judge(lower, upper, legacyInside, wording, place(inner, from, to));
          largest = found == null ? largest : found;
        }
      }
    }
    return largest;
  }

  private static boolean exceeds(double lower, double upper, @Nullable Different largest) {
    return largest == null
        || Numbers.exact(lower).subtract(Numbers.exact(upper)).compareTo(largest.atLeast()) > 0;
  }

  private @Nullable Different judge(
      double lower, double upper, boolean legacyInside, Wording wording, String place) {
    Bounds atLeast = new Bounds(lower, Double.POSITIVE_INFINITY);
    Bounds atMost = new Bounds(0, upper);
    Wording there = wording.at(place);
    Finding finding =
        legacyInside ? rule.compare(atLeast, atMost, there) : rule.compare(atMost, atLeast, there);
    return finding instanceof Different different ? different : null;
  }

  /** The edges around each cell; of the same lists they were worked out before. */
  private Enclosed enclosed(List<Edge> inner, List<Edge> outer, boolean legacyInside) {
    Enclosed known = legacyInside ? legacyInner : candidateInner;
    if (known == null || !known.isOf(inner, outer)) {
      known = Enclosed.of(inner, outer);
      if (legacyInside) {
        legacyInner = known;
      } else {
        candidateInner = known;
      }
    }
    return known;
  }

  /**
   * For each cell of the inner side, the outer edges that certainly lie around it: cell numbers to
   * subtract prefixes at. Both only grow from cell to cell, as edges do. A cell that no value can
   * lie in may end before it begins.
   */
  private record Enclosed(List<Edge> inner, List<Edge> outer, int[] begins, int[] ends) {

    static Enclosed of(List<Edge> inner, List<Edge> outer) {
      int[] begins = new int[inner.size() + 1];
      int[] ends = new int[inner.size() + 1];
      int begin = 0;
      int end = 0;
      for (int cell = 0; cell < begins.length; cell++) {
        while (cell > 0
            && begin < outer.size()
            && outer.get(begin).possible().compareTo(inner.get(cell - 1).certain()) <= 0) {
          begin++;
        }
        begins[cell] = begin;
        while (end < outer.size()
            && (cell == inner.size()
                || outer.get(end).certain().compareTo(inner.get(cell).possible()) < 0)) {
          end++;
        }
        ends[cell] = end + 1;
      }
      return new Enclosed(inner, outer, begins, ends);
    }

    @SuppressWarnings("ReferenceEquality") // equal lists of other objects are worked out again
    boolean isOf(List<Edge> one, List<Edge> other) {
      return inner == one && outer == other;
    }
  }

  private static double difference(double end, double begin) {
    return Double.isInfinite(end) ? Double.POSITIVE_INFINITY : end - begin;
  }

  private static String place(Buckets buckets, int from, int to) {
    boolean last = to == buckets.edges().size();
    if (from == 0) {
      return last ? "in all" : buckets.edges().get(to).possible().toString();
    }
    String above = "above " + buckets.edges().get(from - 1).certain().at().toPlainString();
    return last
        ? above
        : "between "
            + buckets.edges().get(from - 1).certain().at().toPlainString()
            + " and "
            + buckets.edges().get(to).possible().at().toPlainString();
  }
}
