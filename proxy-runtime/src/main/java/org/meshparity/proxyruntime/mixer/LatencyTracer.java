package org.meshparity.proxyruntime.mixer;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.function.LongSupplier;

/** Measures how long each call takes, from its first bytes to its end, and counts its outcome. */
final class LatencyTracer extends ServerStreamTracer.Factory {

  private final LoadShedder shedder;
  private final SelfMonitoring monitoring;
  private final LongSupplier nanoClock;

  LatencyTracer(LoadShedder shedder, SelfMonitoring monitoring, LongSupplier nanoClock) {
    this.shedder = shedder;
    this.monitoring = monitoring;
    this.nanoClock = nanoClock;
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
    long start = nanoClock.getAsLong();
    return new ServerStreamTracer() {
      @Override
      public void streamClosed(Status status) {
        shedder.answered(nanoClock.getAsLong() - start);
        monitoring.answered(status.getCode());
      }
    };
  }
}
