package org.meshparity.proxyruntime.sidecar;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.ForwardedAttributes;
import org.meshparity.proxyruntime.inproxy.PeerMetadata;

/**
 * What telemetry costs the proxies that share this meter, v1 and v2 apart. A proxy without a meter
 * is not slowed by it.
 */
public final class TelemetryMeter {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final FilterMeter legacy = new FilterMeter();
  private final FilterMeter candidate = new FilterMeter();
  private final LongAdder encodingNanos = new LongAdder();
  private final LongAdder flushNanos = new LongAdder();
  private final LongAdder reportBytes = new LongAdder();

  HttpFilter legacy(List<HttpFilter> filters) {
    return new MeteredFilter(filters, legacy, List.of(ForwardedAttributes.HEADER));
  }

  HttpFilter candidate(List<HttpFilter> filters) {
    return new MeteredFilter(
        filters, candidate, List.of(PeerMetadata.HEADER, PeerMetadata.ID_HEADER));
  }

  /** Rare enough to be timed every time, and by the thread's own clock. */
  Consumer<List<AttributeBag>> encoding(Consumer<List<AttributeBag>> transport) {
    return batch -> timed(() -> transport.accept(batch), encodingNanos);
  }

  Runnable flushing(Runnable flush) {
    return () -> timed(flush, flushNanos);
  }

  private static void timed(Runnable work, LongAdder nanos) {
    long start = THREADS.getCurrentThreadCpuTime();
    work.run();
    nanos.add(THREADS.getCurrentThreadCpuTime() - start);
  }

  void reported(long bytes) {
    reportBytes.add(bytes);
  }

  /** All since the start. */
  public Reading read() {
    return new Reading(
        new Generator(
            legacy.requests(),
            legacy.nanos(),
            encodingNanos.sum(),
            legacy.bytes() + reportBytes.sum()),
        new Generator(
            candidate.requests(), candidate.nanos(), flushNanos.sum(), candidate.bytes()));
  }

  /**
   * What both generators cost since the start.
   *
   * @param legacy v1: filter, encoding of reports, reports and forwarded attributes on the wire
   * @param candidate v2: filters, flush of histograms, peer metadata on the wire
   */
  public record Reading(Generator legacy, Generator candidate) {}

  /**
   * One generator in all proxies.
   *
   * @param requests that passed its filters, each once per proxy
   * @param filterNanos CPU time in the filters, extrapolated from a sample
   * @param batchNanos CPU time of what it does for many requests at once
   * @param wireBytes it sent, extrapolated from a sample where headers carry them
   */
  public record Generator(long requests, long filterNanos, long batchNanos, long wireBytes) {}
}
