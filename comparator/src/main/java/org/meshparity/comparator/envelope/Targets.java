package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.StampedNumbers;
import org.meshparity.rules.SideRules.Restart;

/**
 * The targets of one side, each with its scrapes, read from {@code up} and {@code
 * scrape_duration_seconds}.
 */
public final class Targets {

  private static final long GRACE_MS = 30_000;

  private final Map<Target, Timeline> timelines = new LinkedHashMap<>();
  private final Set<String> ceased = new LinkedHashSet<>();
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
    Map<Target, StampedNumbers> took = new HashMap<>();
    for (RawSeries one : durations) {
      took.merge(Target.of(one.labels()), inMillis(one), StampedNumbers::with);
    }
    long longest =
        took.values().stream()
            .mapToLong(one -> one.largest(-1))
            .filter(one -> one >= 0)
            .max()
            .orElse(scrapeInterval);
    Targets targets = new Targets(scrapeInterval, longest);
    Map<Target, StampedNumbers> scrapes = new LinkedHashMap<>();
    for (RawSeries series : up) {
      Target target = Target.of(series.labels());
      targets.labels.putIfAbsent(target, series.labels());
      scrapes.merge(target, StampedNumbers.successes(series), StampedNumbers::with);
    }
    scrapes.forEach(
        (target, attempts) ->
            targets.timelines.put(
                target,
                timeline(
                    attempts, took.getOrDefault(target, StampedNumbers.NONE), scrapeInterval)));
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

  /** Rounded up; a sample that is no duration shows nothing. */
  private static StampedNumbers inMillis(RawSeries durations) {
    return StampedNumbers.of(
        durations, seconds -> seconds >= 0 ? (long) Math.ceil(seconds * 1000) : -1);
  }

  private static Timeline timeline(StampedNumbers attempts, StampedNumbers took, long timeout) {
    long[] successful = attempts.stampsOf(1);
    return new Timeline(
        successful, took.at(successful, timeout), attempts.stamp(attempts.size() - 1));
  }

  /**
   * A target that does not return is over one interval and a grace period after the next scrape of
   * another target, unless it merely {@link #ceased}.
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
      int first = other.firstFrom(ended.lastAttempt() + scrapeInterval + 1);
      if (other != ended && first < other.size()) {
        next = Math.min(next, other.stamp(first));
      }
    }
    return next == Long.MAX_VALUE ? Long.MAX_VALUE : next + scrapeInterval + GRACE_MS;
  }

  /** Instances of targets that are over, unless it turns out that they merely ceased. */
  public List<String> endedInstances() {
    return timelines.entrySet().stream()
        .filter(entry -> entry.getValue().ended())
        .map(entry -> entry.getKey().instance())
        .distinct()
        .toList();
  }

  /**
   * Notes that nobody was told of a target's end: another scraper than those of the other targets
   * may be down, so it may live on and count. What happens after its last scrape is then unknown
   * for good.
   */
  public void ceased(Target target) {
    Timeline timeline = timelines.get(target);
    if (timeline != null && timeline.ended()) {
      timeline.endsAt(Long.MAX_VALUE);
      ceased.add(target.instance());
    }
  }

  /** The same for every target of some instances. */
  public void ceased(Collection<String> instances) {
    Set<String> some = Set.copyOf(instances);
    timelines.keySet().stream()
        .filter(target -> some.contains(target.instance()))
        .forEach(this::ceased);
  }

  /** Instances that merely ceased: nobody knows whether they live on. */
  public Set<String> ceased() {
    return Collections.unmodifiableSet(ceased);
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

  /** How many restarts are known, of all targets. */
  public long restarts() {
    return timelines.values().stream().mapToLong(Timeline::restarts).sum();
  }

  /** The scrapes of a target, or null if it was not scraped in this time. */
  public @Nullable Timeline of(Target target) {
    return timelines.get(target);
  }

  /** The instances of all targets. */
  public List<String> instances() {
    return timelines.keySet().stream().map(Target::instance).distinct().toList();
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
