package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.SideRules.Restart;

/**
 * The targets of one side, each with its scrapes, read from {@code up} and {@code
 * scrape_duration_seconds}.
 */
public final class Targets {

  private static final long GRACE_MS = 30_000;

  private final Map<Target, Timeline> timelines = new LinkedHashMap<>();
  private final Map<Target, Labels> labels = new LinkedHashMap<>();
  private final long scrapeInterval;
  private final long longestScrape;

  private Targets(long scrapeInterval, long longestScrape) {
    this.scrapeInterval = scrapeInterval;
    this.longestScrape = longestScrape;
  }

  /**
   * From raw samples.
   *
   * @param up one series for each target; several for one target are merged
   * @param durations {@code scrape_duration_seconds}; where it is missing a scrape may have taken
   *     one interval, its timeout
   * @param scrapeInterval upper bound of the time between two scrapes of one target, in
   *     milliseconds
   */
  public static Targets of(List<RawSeries> up, List<RawSeries> durations, long scrapeInterval) {
    Map<Target, SortedMap<Long, Long>> took = durations(durations);
    long longest =
        took.values().stream()
            .flatMap(m -> m.values().stream())
            .mapToLong(Long::longValue)
            .max()
            .orElse(scrapeInterval);
    Targets targets = new Targets(scrapeInterval, longest);
    Map<Target, SortedMap<Long, Boolean>> scrapes = new LinkedHashMap<>();
    for (RawSeries series : up) {
      targets.labels.putIfAbsent(Target.of(series.labels()), series.labels());
      SortedMap<Long, Boolean> stamps =
          scrapes.computeIfAbsent(Target.of(series.labels()), t -> new TreeMap<>());
      for (int i = 0; i < series.size(); i++) {
        stamps.merge(series.timestamp(i), series.value(i) == 1, Boolean::logicalOr);
      }
    }
    scrapes.forEach(
        (target, stamps) ->
            targets.timelines.put(
                target,
                timeline(
                    stamps,
                    took.getOrDefault(target, Collections.emptySortedMap()),
                    scrapeInterval)));
    targets.noteEnds();
    return targets;
  }

  /**
   * What a run elsewhere knew of its targets, for writing its report: none of them.
   *
   * @param scrapeInterval in milliseconds
   * @param longestScrape in milliseconds
   */
  public static Targets recorded(long scrapeInterval, long longestScrape) {
    return new Targets(scrapeInterval, longestScrape);
  }

  private static Map<Target, SortedMap<Long, Long>> durations(List<RawSeries> series) {
    Map<Target, SortedMap<Long, Long>> took = new HashMap<>();
    for (RawSeries one : series) {
      SortedMap<Long, Long> byStamp =
          took.computeIfAbsent(Target.of(one.labels()), t -> new TreeMap<>());
      for (int i = 0; i < one.size(); i++) {
        if (one.value(i) >= 0) {
          byStamp.merge(one.timestamp(i), (long) Math.ceil(one.value(i) * 1000), Math::max);
        }
      }
    }
    return took;
  }

  private static Timeline timeline(
      SortedMap<Long, Boolean> stamps, SortedMap<Long, Long> took, long timeout) {
    long[] successful =
        stamps.entrySet().stream()
            .filter(Map.Entry::getValue)
            .mapToLong(Map.Entry::getKey)
            .toArray();
    long[] durations = new long[successful.length];
    for (int i = 0; i < successful.length; i++) {
      durations[i] = took.getOrDefault(successful[i], timeout);
    }
    return new Timeline(successful, durations, stamps.lastKey());
  }

  /**
   * A target that does not return is over one interval and a grace period after the next scrape of
   * another target.
   */
  private void noteEnds() {
    long latest = timelines.values().stream().mapToLong(Timeline::lastAttempt).max().orElse(0);
    for (Timeline timeline : timelines.values()) {
      if (timeline.lastAttempt() < latest - 2.5 * scrapeInterval - 1000) {
        timeline.endsAt(overAfter(timeline));
      }
    }
  }

  private long overAfter(Timeline ended) {
    long next = Long.MAX_VALUE;
    for (Timeline other : timelines.values()) {
      for (int i = 0; other != ended && i < other.size(); i++) {
        if (other.stamp(i) > ended.lastAttempt() + scrapeInterval) {
          next = Math.min(next, other.stamp(i));
          break;
        }
      }
    }
    return next == Long.MAX_VALUE ? Long.MAX_VALUE : next + scrapeInterval + GRACE_MS;
  }

  /** Notes a restart wherever a target's own start signal moves. */
  public void noteRestarts(List<RawSeries> signals, Restart.Kind kind) {
    for (RawSeries series : signals) {
      Timeline timeline = timelines.get(Target.of(series.labels()));
      if (timeline != null) {
        timeline.noteRestarts(new StartSignal(series, kind, longestScrape));
      }
    }
  }

  /** The scrapes of a target, or null if it was not scraped in this time. */
  public @Nullable Timeline of(Target target) {
    return timelines.get(target);
  }

  /**
   * Instances of which some process is known to have restarted within a time, ends included, in
   * milliseconds.
   */
  public List<String> restartedInstances(long from, long until) {
    List<String> restarted = new ArrayList<>();
    timelines.forEach(
        (target, timeline) -> {
          if (timeline.restartedWithin(from, until)) {
            restarted.add(target.instance());
          }
        });
    return restarted;
  }

  /**
   * Instances of which no scrape succeeded within a time, though one did before or after: what they
   * counted then is in their series, and none of these has a sample there by which a server could
   * tell that it is lacking.
   *
   * @param from exclusive, in milliseconds
   * @param until inclusive
   */
  public List<String> silentInstances(long from, long until) {
    List<String> silent = new ArrayList<>();
    timelines.forEach(
        (target, timeline) -> {
          if (timeline.silentWithin(from, until)) {
            silent.add(target.instance());
          }
        });
    return silent;
  }

  /**
   * Instances of which a process was scraped before and after a time, but not in it. What restarted
   * there shows only in samples from both sides of that time.
   *
   * @param after exclusive, in milliseconds
   * @param until inclusive
   */
  public List<String> unscrapedInstances(long after, long until) {
    return timelines.entrySet().stream()
        .filter(entry -> entry.getValue().unscrapedWithin(after, until))
        .map(entry -> entry.getKey().instance())
        .distinct()
        .toList();
  }

  /**
   * A group that no scrape of this side ever showed: it counted nothing, but for the times in which
   * nobody looked.
   */
  public RawGroup unseen(Delays delays) {
    RawGroup group = new RawGroup();
    timelines
        .values()
        .forEach(timeline -> timeline.addBlindTimes(delays, group.blindTimesToFill()));
    return group;
  }

  /** The last scrape that every target that is still up has behind it, in milliseconds. */
  public long scrapedUntil() {
    return timelines.values().stream()
        .filter(timeline -> timeline.size() > 0 && !timeline.ended())
        .mapToLong(timeline -> timeline.stamp(timeline.size() - 1))
        .min()
        .orElse(Long.MAX_VALUE / 2);
  }

  /** Every target with its scrapes. */
  public void forEach(BiConsumer<Target, Timeline> each) {
    timelines.forEach(each);
  }

  /** What {@code up} says of a target that there is. */
  public Labels labels(Target target) {
    return Objects.requireNonNull(labels.get(target), target::toString);
  }

  /** How many targets there are. */
  public int size() {
    return timelines.size();
  }

  /** How long the slowest scrape took, in milliseconds (SEMANTICS: D). */
  public long longestScrape() {
    return longestScrape;
  }

  /**
   * The share of a window in which this side was scraped: of the time in which any target was seen
   * at all, how much lies within one and a half intervals between successful scrapes, and no more
   * than the share in which anything was scraped.
   */
  public double scraped(long start, long end) {
    return new Coverage(scrapeInterval * 3 / 2, start, end).of(timelines.values());
  }
}
