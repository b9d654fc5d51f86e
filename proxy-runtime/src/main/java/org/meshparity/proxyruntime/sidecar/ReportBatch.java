package org.meshparity.proxyruntime.sidecar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.meshparity.proxyruntime.attribute.AttributeBag;

/**
 * Collects reports until there are enough of them or the first has waited long enough.
 *
 * <p>Safe for use by several threads.
 */
final class ReportBatch {

  /** What Istio's mesh configuration says. */
  static final int MAX_ENTRIES = 100;

  /** What Istio's mesh configuration says. */
  static final Duration MAX_TIME = Duration.ofSeconds(1);

  private final Consumer<List<AttributeBag>> transport;
  private final ScheduledExecutorService timer;
  private final int maxEntries;
  private final Duration maxTime;

  private List<AttributeBag> entries = new ArrayList<>();
  private long generation;

  ReportBatch(
      Consumer<List<AttributeBag>> transport,
      ScheduledExecutorService timer,
      int maxEntries,
      Duration maxTime) {
    this.transport = transport;
    this.timer = timer;
    this.maxEntries = maxEntries;
    this.maxTime = maxTime;
  }

  synchronized void add(AttributeBag bag) {
    entries.add(bag);
    if (entries.size() >= maxEntries) {
      flush();
      return;
    }
    if (entries.size() == 1) {
      long mine = generation;
      var unused = timer.schedule(() -> flush(mine), maxTime.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Does nothing when that batch has gone already. */
  private synchronized void flush(long of) {
    if (generation == of) {
      flush();
    }
  }

  /** Sends what there is. */
  synchronized void flush() {
    if (entries.isEmpty()) {
      return;
    }
    List<AttributeBag> batch = entries;
    entries = new ArrayList<>();
    generation++;
    transport.accept(batch);
  }
}
