package org.meshparity.proxyruntime.sidecar.tcp;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.meshparity.proxyruntime.inproxy.InProxyStats;
import org.meshparity.proxyruntime.inproxy.TcpRecorder;

/** Makes v2 metrics of every connection, while it lasts and when it is over. */
public final class TcpStatsFilter implements TcpFilter {

  private final TcpRecorder recorder;
  private final ScheduledFuture<?> reporting;

  private TcpStatsFilter(TcpRecorder recorder, ScheduledFuture<?> reporting) {
    this.recorder = recorder;
    this.reporting = reporting;
  }

  /** The filters of connections that are told to these metrics. */
  public static Factory into(InProxyStats stats) {
    return connection -> {
      long nanos = stats.tcpReportingDuration(connection.reporter()).toNanos();
      TcpRecorder recorder = stats.tcp(connection);
      return new TcpStatsFilter(
          recorder,
          connection
              .loop()
              .scheduleAtFixedRate(recorder::report, nanos, nanos, TimeUnit.NANOSECONDS));
    };
  }

  @Override
  public void received(long bytes) {
    recorder.received(bytes);
  }

  @Override
  public void sent(long bytes) {
    recorder.sent(bytes);
  }

  @Override
  public void closed() {
    reporting.cancel(false);
    recorder.closed();
  }
}
