package org.meshparity.comparator.preflight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshparity.comparator.envelope.Target;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.StampedNumbers;

/**
 * What {@code up} tells of a side's targets; a few numbers for each, so that the samples need not
 * be kept. Times are milliseconds since the epoch, as the window has them.
 *
 * @param targets each once
 * @param doubts about who scraped them
 */
public record TargetFacts(List<OneTarget> targets, List<ScraperDoubt> doubts) {

  /** Of a side of which nothing was read. */
  public static final TargetFacts NONE = new TargetFacts(List.of(), List.of());

  public TargetFacts {
    targets = List.copyOf(targets);
    doubts = List.copyOf(doubts);
  }

  /** The same with doubts about who scraped them. */
  public TargetFacts with(List<ScraperDoubt> found) {
    return new TargetFacts(targets, found);
  }

  /**
   * One target.
   *
   * @param first scrape, failed ones included
   * @param last scrape, failed ones included
   * @param up whether the last scrape succeeded
   * @param lastGood last scrape that succeeded; -1 if none did
   * @param medianGap between two scrapes; 0 if there are fewer than two
   * @param longestGap between two scrapes
   * @param gaps how many there are
   * @param longGaps how many of them are more than one and a half times the median
   * @param signals whether the restart signal was seen
   */
  public record OneTarget(
      Target target,
      long first,
      long last,
      boolean up,
      long lastGood,
      long medianGap,
      long longestGap,
      int gaps,
      int longGaps,
      boolean signals) {}

  /**
   * From raw samples.
   *
   * @param signals the restart signal's samples; empty if there is none
   */
  public static TargetFacts of(List<RawSeries> up, List<RawSeries> signals) {
    Map<Target, StampedNumbers> scrapes = new LinkedHashMap<>();
    for (RawSeries series : up) {
      StampedNumbers own = StampedNumbers.successes(series);
      scrapes.merge(Target.of(series.labels()), own, StampedNumbers::with);
    }
    Set<Target> signalling = new HashSet<>();
    signals.forEach(series -> signalling.add(Target.of(series.labels())));
    List<OneTarget> targets = new ArrayList<>();
    scrapes.forEach(
        (target, own) -> {
          if (own.size() > 0) {
            targets.add(of(target, own, signalling.contains(target)));
          }
        });
    return new TargetFacts(targets, List.of());
  }

  private static OneTarget of(Target target, StampedNumbers scrapes, boolean signals) {
    int last = scrapes.size() - 1;
    long lastGood = -1;
    long[] gaps = new long[last];
    for (int i = 0; i <= last; i++) {
      lastGood = scrapes.number(i) == 1 ? scrapes.stamp(i) : lastGood;
      if (i < last) {
        gaps[i] = scrapes.stamp(i + 1) - scrapes.stamp(i);
      }
    }
    Arrays.sort(gaps);
    long median = gaps.length == 0 ? 0 : gaps[gaps.length / 2];
    return new OneTarget(
        target,
        scrapes.stamp(0),
        scrapes.stamp(last),
        lastGood == scrapes.stamp(last),
        lastGood,
        median,
        gaps.length == 0 ? 0 : gaps[gaps.length - 1],
        gaps.length,
        (int) Arrays.stream(gaps).filter(gap -> 2 * gap > 3 * median).count(),
        signals);
  }

  /**
   * Targets that are still asked; one that is not any more is over, which is nothing to report.
   *
   * @param interval declared, in milliseconds
   */
  List<OneTarget> current(long interval) {
    long latest = targets.stream().mapToLong(OneTarget::last).max().orElse(0);
    return targets.stream()
        .filter(one -> one.last() >= latest - Math.max(3 * interval, 2 * one.medianGap()) - 1000)
        .toList();
  }

  /**
   * Whether any target that was scraped at one moment was not any more at a later one.
   *
   * @param interval declared, in milliseconds
   */
  public boolean anyGone(long earlier, long later, long interval) {
    return targets.stream()
        .anyMatch(
            one ->
                one.first() <= earlier
                    && one.last() >= earlier - 3 * interval
                    && one.last() < later - 3 * interval);
  }

  /** The first scrape of any target; the largest number if there is none. */
  long first() {
    return targets.stream().mapToLong(OneTarget::first).min().orElse(Long.MAX_VALUE);
  }
}
