package org.meshparity.comparator.verdict;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;
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
    double[] insideLower = prefixes(inner, false);
    double[] outsideUpper = prefixes(outer, true);
    int[] begins = new int[inner.cells().size()];
    int[] ends = new int[inner.cells().size()];
    enclose(inner, outer, begins, ends);
    for (int from = 0; from < begins.length; from++) {
      for (int to = from; to < ends.length; to++) {
        double lower = insideLower[to + 1] - insideLower[from];
        double upper = difference(outsideUpper[ends[to]], outsideUpper[begins[from]]);
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

  /**
   * For each cell of the inner side, the outer edges that certainly lie around it: cell numbers to
   * subtract prefixes at. Both only grow from cell to cell, as edges do. A cell that no value can
   * lie in may end before it begins.
   */
  private static void enclose(Buckets inner, Buckets outer, int[] begins, int[] ends) {
    int outerEdges = outer.edges().size();
    int begin = 0;
    int end = 0;
    for (int cell = 0; cell < begins.length; cell++) {
      while (cell > 0
          && begin < outerEdges
          && outer.edges().get(begin).possible().compareTo(inner.edges().get(cell - 1).certain())
              <= 0) {
        begin++;
      }
      begins[cell] = begin;
      while (end < outerEdges
          && (cell == inner.edges().size()
              || outer.edges().get(end).certain().compareTo(inner.edges().get(cell).possible())
                  < 0)) {
        end++;
      }
      ends[cell] = end + 1;
    }
  }

  /** Element i is the sum of the first i cells. */
  private static double[] prefixes(Buckets buckets, boolean upper) {
    double[] sums = new double[buckets.cells().size() + 1];
    for (int i = 0; i < buckets.cells().size(); i++) {
      sums[i + 1] =
          sums[i] + (upper ? buckets.cells().get(i).upper() : buckets.cells().get(i).lower());
    }
    return sums;
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
