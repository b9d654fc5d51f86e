package org.meshparity.comparator.run;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.QuerySource;
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
    SortedMap<Long, Double> doubts = new TreeMap<>();
    for (long x = first(wanted); x <= wanted + reach; x += step) {
      double doubt = 0;
      for (RawGroup group : groups.values()) {
        doubt += group.doubtAt(x);
      }
      doubts.put(x, doubt);
    }
    return doubts;
  }

  /**
   * From sums that the server makes; instants at which not all series are sampled again later are
   * left out.
   */
  SortedMap<Long, Double> doubts(
      long wanted, SideRun side, QuerySource source, SeriesRules rules, SideRun.Name name)
      throws SourceUnavailable {
    PushdownTimes times = side.times(new Window(wanted - 1, wanted), rules);
    LabelMatchers which = side.selector().and(name.from().where());
    String range = PromqlName.selector(name.series(), which) + "[" + times.look() + "ms]";
    String earlier = times.delta() == 0 ? "" : " offset " + times.delta() + "ms";
    String lower = "(last_over_time(" + range + earlier + "))";
    String upper =
        "(min_over_time(" + range + " offset -" + (times.behind() + times.look()) + "ms))";
    SortedMap<Long, Double> lowerSum = at(wanted, side, source, "sum" + lower);
    SortedMap<Long, Double> upperSum = at(wanted, side, source, "sum" + upper);
    SortedMap<Long, Double> lowerCount = at(wanted, side, source, "count" + lower);
    SortedMap<Long, Double> upperCount = at(wanted, side, source, "count" + upper);
    SortedMap<Long, Double> doubts = new TreeMap<>();
    lowerSum.forEach(
        (x, sum) -> {
          boolean complete = upperCount.getOrDefault(x, 0.0) >= lowerCount.getOrDefault(x, 0.0);
          if (complete && upperSum.containsKey(x)) {
            doubts.put(x, Math.abs(upperSum.getOrDefault(x, sum) - sum));
          }
        });
    return doubts;
  }

  private SortedMap<Long, Double> at(long wanted, SideRun side, QuerySource source, String total)
      throws SourceUnavailable {
    SortedMap<Long, Double> values = new TreeMap<>();
    long until = wanted + reach;
    long after = first(wanted) - 1;
    String promql = "(" + total + ")[" + (until - after) + "ms:" + step + "ms]";
    side.warn(source.ranges(promql, after, until, series -> put(series, values)));
    return values;
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
