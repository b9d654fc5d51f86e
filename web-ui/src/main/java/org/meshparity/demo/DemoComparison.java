package org.meshparity.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.rules.Pack;
import org.meshparity.web.schedule.ScheduledComparison;

/**
 * The demo's one comparison. What differs from any other is only which windows it looks at: they
 * begin no earlier than the first scrapes, and begin and end while the load rests where they can.
 */
final class DemoComparison {

  private static final String NAME = "demo";
  private static final Duration WINDOW = Duration.ofMinutes(2);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final BigDecimal ONE_PERCENT = new BigDecimal("0.01");

  private final Pack pack;
  private final SampleSource source;
  private final Duration interval;
  private final Rhythm rhythm;
  private final Instant since;
  private volatile @Nullable Report latest;

  /**
   * A comparison of the two sides that one source holds.
   *
   * @param since when every target had been scraped
   */
  DemoComparison(Pack pack, SampleSource source, Duration interval, Rhythm rhythm, Instant since) {
    this.pack = pack;
    this.source = source;
    this.interval = interval;
    this.rhythm = rhythm;
    this.since = since;
  }

  /** It repeated, often enough to be watched. */
  ScheduledComparison scheduled() {
    Duration every = interval.plusSeconds(2);
    return new ScheduledComparison(NAME, this::run, window(), every, rhythm.settle());
  }

  /** The last report; empty before the first. */
  Optional<Report> latest() {
    return Optional.ofNullable(latest);
  }

  /** Two minutes, or as long as real scrape intervals need for anything to be decided. */
  private Duration window() {
    Duration needed = interval.multipliedBy(40);
    return needed.compareTo(WINDOW) > 0 ? needed : WINDOW;
  }

  private Report run(Instant end, Duration window) {
    Instant upTo = rhythm.quietBefore(end).filter(moment -> moment.isAfter(since)).orElse(end);
    Instant from = upTo.minus(window);
    Instant start = rhythm.quietBefore(from).filter(moment -> moment.isAfter(since)).orElse(from);
    start = start.isBefore(since) ? firstStart(upTo) : start;
    Duration length = Duration.between(start, upTo);
    length = length.compareTo(SHORTEST) < 0 ? SHORTEST : length;
    Report report = new Comparison(settings(length)).run(upTo);
    latest = report;
    return report;
  }

  /**
   * In the first minutes: the first quiet moment if there is one to begin with, else all there is.
   */
  private Instant firstStart(Instant end) {
    return rhythm.quietAfter(since).filter(moment -> moment.isBefore(end)).orElse(since);
  }

  private ComparisonSettings settings(Duration window) {
    SideSettings legacy = new SideSettings(source, pack.legacy().selector(), interval);
    SideSettings candidate = new SideSettings(source, pack.candidate().selector(), interval);
    return new ComparisonSettings(
        NAME, pack, legacy, candidate, window, ONE_PERCENT, Duration.ZERO, GatePolicy.DEFAULT);
  }
}
