package org.meshparity.proxyruntime.mixer;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.function.LongSupplier;
import org.meshparity.proxyruntime.attribute.wire.MixerGrpc;

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

  /** Calls of methods that do not exist are answered by gRPC and say nothing of the load. */
  @Override
  public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
    if (!method.equals(MixerGrpc.getReportMethod().getFullMethodName())) {
      return new ServerStreamTracer() {};
    }
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
