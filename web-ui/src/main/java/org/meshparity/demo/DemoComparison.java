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
 * The demo's one comparison. It differs from any other only in that its windows begin no earlier
 * than the first scrapes: a window longer than the data would be refused, and the demo is young.
 */
final class DemoComparison {

  private static final String NAME = "demo";
  private static final Duration WINDOW = Duration.ofMinutes(2);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final BigDecimal ONE_PERCENT = new BigDecimal("0.01");

  private final Comparison comparison;
  private final Duration interval;
  private final Instant since;
  private volatile @Nullable Report latest;

  /**
   * A comparison of the two sides that one source holds.
   *
   * @param since when every target had been scraped
   */
  DemoComparison(Pack pack, SampleSource source, Duration interval, Instant since) {
    this.comparison = new Comparison(settings(pack, source, interval));
    this.interval = interval;
    this.since = since;
  }

  /** It repeated, often enough to be watched, from when there is a window that was scraped. */
  ScheduledComparison scheduled() {
    Duration every = interval.plusSeconds(4);
    Duration window = comparison.settings().window();
    Duration settle = comparison.settle();
    Instant firstEnd = since.plus(interval.multipliedBy(2));
    Duration wait = Duration.between(Instant.now(), firstEnd.plus(settle));
    return new ScheduledComparison(NAME, this::run, window, every, settle)
        .after(wait.isNegative() ? Duration.ZERO : wait);
  }

  /** The last report; empty before the first. */
  Optional<Report> latest() {
    return Optional.ofNullable(latest);
  }

  /** Two minutes, or as long as real scrape intervals need for anything to be decided. */
  private static Duration window(Duration interval) {
    Duration needed = interval.multipliedBy(40);
    return needed.compareTo(WINDOW) > 0 ? needed : WINDOW;
  }

  private Report run(Instant end, Duration window) {
    Instant wanted = end.minus(window);
    Instant start = wanted.isBefore(since) ? since : wanted;
    start = start.isBefore(end) ? start : end.minus(SHORTEST);
    Report report = comparison.run(start, end);
    latest = report;
    return report;
  }

  private static ComparisonSettings settings(Pack pack, SampleSource source, Duration interval) {
    SideSettings legacy = new SideSettings(source, pack.legacy().selector(), interval);
    SideSettings candidate = new SideSettings(source, pack.candidate().selector(), interval);
    return new ComparisonSettings(
        NAME,
        pack,
        legacy,
        candidate,
        window(interval),
        ONE_PERCENT,
        Duration.ZERO,
        GatePolicy.DEFAULT);
  }
}
