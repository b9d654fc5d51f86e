package org.meshparity.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.meshparity.proxyruntime.mesh.Mesh;
import org.meshparity.proxyruntime.mesh.MeshCost;
import org.meshparity.web.page.Cost;
import org.meshparity.web.page.CostSource;

/**
 * Reads every two seconds what telemetry has cost the mesh, and tells what the last minute cost.
 *
 * <p>A minute, because the load pauses: less would show nothing half of the time.
 */
final class CostMeter implements CostSource, AutoCloseable {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** By then the proxies have made their histograms visible. */
  private static final Duration FIRST_SCRAPE = Duration.ofSeconds(8);

  private static final Duration EVERY_SCRAPE = Duration.ofSeconds(15);

  private final Supplier<MeshCost> mesh;
  private final LongSupplier nanoClock;
  private final Deque<Taken> taken = new ArrayDeque<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "cost-meter");
            thread.setDaemon(true);
            return thread;
          });
  private volatile ScrapeSizes.Bytes scrape = ScrapeSizes.Bytes.UNKNOWN;

  CostMeter(Supplier<MeshCost> mesh, LongSupplier nanoClock) {
    this.mesh = mesh;
    this.nanoClock = nanoClock;
  }

  private record Taken(long nanos, MeshCost cost) {}

  /** Reads from now on, until it is closed. */
  static CostMeter of(Mesh mesh) {
    CostMeter meter = new CostMeter(mesh::cost, System::nanoTime);
    ScrapeSizes sizes = new ScrapeSizes(mesh.targets());
    meter.repeat(meter::take, Duration.ZERO, EVERY);
    meter.repeat(() -> meter.measure(sizes), FIRST_SCRAPE, EVERY_SCRAPE);
    return meter;
  }

  private void repeat(Runnable work, Duration first, Duration every) {
    var unused =
        timer.scheduleWithFixedDelay(
            work, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void measure(ScrapeSizes sizes) {
    try {
      scrape = sizes.measure();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads once. What is older than the window goes, but for the one it begins with. */
  synchronized void take() {
    long now = nanoClock.getAsLong();
    taken.addLast(new Taken(now, mesh.get()));
    while (taken.size() > 2 && now - second().nanos() >= WINDOW.toNanos()) {
      taken.removeFirst();
    }
  }

  private Taken second() {
    return taken.stream().skip(1).findFirst().orElseThrow();
  }

  /** Empty until it has read twice. */
  @Override
  public synchronized Optional<Cost> latest() {
    if (taken.size() < 2) {
      return Optional.empty();
    }
    Taken first = taken.getFirst();
    Taken last = taken.getLast();
    CostLines lines = new CostLines(last.cost().since(first.cost()));
    return Optional.of(
        new Cost(
            "Mixer (v1)",
            "In-proxy (v2)",
            Duration.ofSeconds(Math.round((last.nanos() - first.nanos()) / 1e9)),
            lines.requests(),
            lines.with(scrape),
            CostLines.NOTES));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
