package org.meshparity.proxyruntime.sidecar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;

/**
 * Collects reports until there are enough of them or the first has waited long enough.
 *
 * <p>Safe for use by several threads; what is sent is sent outside of the lock.
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

  void add(AttributeBag bag) {
    List<AttributeBag> full = addOne(bag);
    if (full != null) {
      transport.accept(full);
    }
  }

  /** The batch that is full now, or null. */
  private synchronized @Nullable List<AttributeBag> addOne(AttributeBag bag) {
    entries.add(bag);
    if (entries.size() >= maxEntries) {
      return take();
    }
    if (entries.size() == 1) {
      long mine = generation;
      var unused = timer.schedule(() -> flush(mine), maxTime.toMillis(), TimeUnit.MILLISECONDS);
    }
    return null;
  }

  private synchronized @Nullable List<AttributeBag> take() {
    if (entries.isEmpty()) {
      return null;
    }
    List<AttributeBag> batch = entries;
    entries = new ArrayList<>();
    generation++;
    return batch;
  }

  /** Does nothing when that batch has gone already. */
  private void flush(long of) {
    List<AttributeBag> batch;
    synchronized (this) {
      batch = generation == of ? take() : null;
    }
    if (batch != null) {
      transport.accept(batch);
    }
  }

  /** Sends what there is. */
  void flush() {
    List<AttributeBag> batch = take();
    if (batch != null) {
      transport.accept(batch);
    }
  }
}
