package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Instants;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.PromqlName;
import org.meshparity.rules.SeriesRules;

/**
 * Finds quiet anchors (SEMANTICS 2): the ends of a window are ours to choose, the same for both
 * sides, and the bounds hold at all instants at once, so they are moved to where the counts are
 * least in doubt.
 */
final class Anchors {

  private static final long MOST_REACH = 45_000;

  private final long reach;
  private final long step;

  /**
   * Within three scrape intervals of the wanted ends; a window that is long enough lets them go as
   * far as with intervals of 15 s.
   *
   * @param interval the longer of both sides' scrape intervals, in milliseconds
   * @param length of the window, in milliseconds
   */
  Anchors(long interval, long length) {
    this.reach = Math.max(3 * interval, Math.min(MOST_REACH, length / 4));
    this.step = Math.max(1000, interval / 5);
  }

  /** How far ends may move at most, in milliseconds. */
  static long mostReach(long interval) {
    return Math.max(3 * interval, MOST_REACH);
  }

  /**
   * The instant near the wanted one with the least doubt; the wanted one itself if nothing is known
   * about any.
   */
  long nearest(long wanted, SortedMap<Long, Double> doubts) {
    long best = wanted;
    double least = Double.POSITIVE_INFINITY;
    for (Map.Entry<Long, Double> doubt : doubts.entrySet()) {
      long x = doubt.getKey();
      boolean nearer = Math.abs(x - wanted) < Math.abs(best - wanted);
      if (doubt.getValue() < least || (doubt.getValue() == least && nearer)) {
        best = x;
        least = doubt.getValue();
      }
    }
    return best;
  }

  /**
   * How much all groups together are in doubt on both sides, at every candidate near a wanted
   * instant.
   */
  static SortedMap<Long, Double> together(
      SortedMap<Long, Double> legacy, SortedMap<Long, Double> candidate) {
    SortedMap<Long, Double> sum = new TreeMap<>();
    legacy.forEach(
        (x, doubt) -> {
          Double other = candidate.get(x);
          if (other != null) {
            sum.put(x, doubt + other);
          }
        });
    return sum;
  }

  /** From raw samples. */
  SortedMap<Long, Double> doubts(long wanted, Map<GroupKey, RawGroup> groups) {
    Instants instants = Instants.between(first(wanted), wanted + reach, step);
    double[] sums = new double[instants.size()];
    groups.values().forEach(group -> group.addDoubts(instants, sums));
    SortedMap<Long, Double> doubts = new TreeMap<>();
    for (int i = 0; i < sums.length; i++) {
      doubts.put(instants.at(i), sums[i]);
    }
    return doubts;
  }

  /**
   * From sums that the server makes; instants at which not all series are sampled again later are
   * left out.
   */
  SortedMap<Long, Double> doubts(long wanted, SideRun side, SeriesRules rules, SideRun.Name name)
      throws SourceUnavailable {
    PushdownTimes times = side.times(new Window(wanted - 1, wanted), rules);
    List<SortedMap<Long, Double>> totals = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      totals.add(new TreeMap<>());
    }
    add(wanted, side, name, times, side.selector().and(name.from().where()), totals);
    SortedMap<Long, Double> upperSum = totals.get(1);
    SortedMap<Long, Double> doubts = new TreeMap<>();
    totals
        .get(0)
        .forEach(
            (x, sum) -> {
              boolean complete =
                  totals.get(3).getOrDefault(x, 0.0) >= totals.get(2).getOrDefault(x, 0.0);
              if (complete && upperSum.containsKey(x)) {
                doubts.put(x, Math.abs(upperSum.getOrDefault(x, sum) - sum));
              }
            });
    return doubts;
  }

  /** Adds both sums and both counts at every candidate, in as many parts as the server wants. */
  private void add(
      long wanted,
      SideRun side,
      SideRun.Name name,
      PushdownTimes times,
      LabelMatchers which,
      List<SortedMap<Long, Double>> totals)
      throws SourceUnavailable {
    long until = wanted + reach;
    long after = first(wanted) - 1;
    List<String> vectors = totals(name, times, which);
    String promql = "(" + Union.of(vectors) + ")[" + (until - after) + "ms:" + step + "ms]";
    List<RawSeries> found = new ArrayList<>();
    try {
      side.ranges(promql, after, until, found::add);
    } catch (QueryTooLarge tooLarge) {
      for (Splits.Part part : new Splits(side, wanted).halves(name.series(), which, tooLarge)) {
        add(wanted, side, name, times, which.and(part.which()), totals);
      }
      return;
    }
    for (RawSeries series : found) {
      int index = Union.index(series.labels(), vectors.size());
      if (index >= 0) {
        put(series, totals.get(index));
      }
    }
  }

  private static List<String> totals(SideRun.Name name, PushdownTimes times, LabelMatchers which) {
    String range = PromqlName.selector(name.series(), which) + "[" + times.look() + "ms]";
    String earlier = times.delta() == 0 ? "" : " offset " + times.delta() + "ms";
    String lower = "(last_over_time(" + range + earlier + "))";
    String upper =
        "(min_over_time(" + range + " offset -" + (times.behind() + times.look()) + "ms))";
    return List.of("sum" + lower, "sum" + upper, "count" + lower, "count" + upper);
  }

  private static void put(RawSeries series, SortedMap<Long, Double> values) {
    for (int i = 0; i < series.size(); i++) {
      values.merge(series.timestamp(i), series.value(i), Double::sum); // one for each server
    }
  }

  /** Subqueries are evaluated at multiples of their step; so is everything else here. */
  private long first(long wanted) {
    return Math.floorDiv(wanted - reach, step) * step + step;
  }
}
