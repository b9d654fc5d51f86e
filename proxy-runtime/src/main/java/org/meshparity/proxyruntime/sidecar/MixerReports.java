package org.meshparity.proxyruntime.sidecar;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.inproxy.StatsPage;

/** The way of one sidecar's reports of one kind to Mixer: gathered, sent, and counted. */
final class MixerReports implements AutoCloseable {

  private final ReportCounters counters;
  private final ReportClient client;
  private final ReportBatch batch;

  private MixerReports(ReportCounters counters, ReportClient client, ReportBatch batch) {
    this.counters = counters;
    this.client = client;
    this.batch = batch;
  }

  /**
   * Starts it; null where a sidecar reports nothing.
   *
   * @param meter told what sending costs; null for nobody
   */
  static @Nullable MixerReports start(
      SidecarSettings settings,
      Network network,
      ReportCounters counters,
      @Nullable TelemetryMeter meter) {
    InetSocketAddress mixer = settings.mixer();
    if (mixer == null || !settings.telemetry().mixerReports()) {
      return null;
    }
    ReportClient client =
        new ReportClient(mixer, network, settings.faults()::reportLoss, counters, meter);
    ReportBatch batch =
        new ReportBatch(
            meter == null ? client::send : meter.encoding(client::send),
            network.timer(),
            ReportBatch.MAX_ENTRIES,
            ReportBatch.MAX_TIME);
    return new MixerReports(counters, client, batch);
  }

  /** Reports one request or connection, a little later. */
  void add(AttributeBag bag) {
    counters.reported();
    batch.add(bag);
  }

  void writeTo(StatsPage page) {
    counters.writeTo(page);
  }

  /** Sends at once what would be sent a little later. */
  void flush() {
    batch.flush();
  }

  /** Sends what is left. */
  @Override
  public void close() {
    batch.flush();
    client.close();
  }
}
