package org.meshparity.comparator.source;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

/**
 * Scrapes targets itself and keeps the raw samples in memory: the source where there is no
 * Prometheus. It behaves as one: {@code job} and {@code instance} on every series, clashing labels
 * as {@code exported_NAME}, {@code up} and {@code scrape_duration_seconds} for every scrape, the
 * failed ones included. A page that breaks the format is a failed scrape; half a page is never
 * kept. A series that a page lacks has no sample at that time.
 *
 * <p>Two targets with the same labels are refused: their samples could not be told apart.
 */
public final class DirectSource implements SampleSource {

  /**
   * A sample is rendered after the request was sent, so after its stamp, and before the page was
   * whole, so before stamp plus duration: the duration starts before the stamp is taken, so that a
   * pause between the two is in it, and is rounded up. The stamp is the clock cut to the
   * millisecond, which makes it early by less than 1 ms. While the clock is stepped back nothing is
   * scraped.
   */
  private static final StampErrors STAMPS = new StampErrors(1, 0);

  private static final int MOST_THREADS = 16;

  private final String name;
  private final List<Scrape> scrapes;
  private final SampleStore store;
  private final PageClient client;
  private final ScheduledExecutorService threads;

  private DirectSource(String name, List<Target> targets, DirectOptions options, Clock clock) {
    this.name = name;
    this.store = new SampleStore(options.maxSeries(), options.retention().toMillis());
    this.client = new PageClient(options.timeout(), options.maxPageBytes());
    this.scrapes =
        targets.stream().map(target -> new Scrape(target, client, store, clock)).toList();
    int wanted = Math.max(1, Math.min(MOST_THREADS, targets.size()));
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newScheduledThreadPool(
            wanted,
            work -> {
              Thread thread = new Thread(work, "scrape-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts to scrape at once; the targets' turns are spread over the interval.
   *
   * @param name what reports call this source
   * @throws IllegalArgumentException if a URL cannot be read, or two targets have the same labels
   */
  public static DirectSource start(String name, List<Target> targets, DirectOptions options) {
    refuseTwice(targets);
    DirectSource source = new DirectSource(name, targets, options, Clock.systemUTC());
    source.schedule(options);
    return source;
  }

  private static void refuseTwice(List<Target> targets) {
    Set<Object> seen = new LinkedHashSet<>();
    for (Target target : targets) {
      if (!seen.add(target.allLabels())) {
        throw new IllegalArgumentException("two targets have the labels " + target.allLabels());
      }
    }
  }

  private void schedule(DirectOptions options) {
    long interval = options.interval().toNanos();
    for (int i = 0; i < scrapes.size(); i++) {
      long phase = interval / scrapes.size() * i;
      ScheduledFuture<?> unused =
          threads.scheduleAtFixedRate(scrapes.get(i), phase, interval, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public StampErrors stamps() {
    return STAMPS;
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into) {
    store.samples(series, matchers, new TimeRange(afterMs, untilMs), into);
    String missing = store.missing(series);
    return missing.isEmpty() ? List.of() : List.of(name + " lacks samples of " + missing);
  }

  /** Why the last scrape of each failing target failed, e.g. for a page that shows targets. */
  public List<String> failures() {
    return scrapes.stream().map(Scrape::failure).filter(text -> !text.isEmpty()).toList();
  }

  /** Stops scraping; what was kept can still be read. */
  @Override
  public void close() {
    threads.shutdownNow();
    client.close();
  }

  /** The same as {@link #name}. */
  @Override
  public String toString() {
    return name;
  }
}
