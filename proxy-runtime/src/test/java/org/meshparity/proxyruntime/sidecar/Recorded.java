package org.meshparity.proxyruntime.sidecar;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.Reporter;
import org.meshparity.proxyruntime.inproxy.RequestFacts;

/** A plain request to a workload. */
record Recorded(String workload) implements RequestFacts {

  @Override
  public Reporter reporter() {
    return Reporter.SOURCE;
  }

  @Override
  public @Nullable NodeMetadata peer() {
    return new NodeMetadata(workload, workload, "default", workload, "", "", Map.of());
  }

  @Override
  public String cluster() {
    return "outbound|80||ratings.default.svc.cluster.local";
  }

  @Override
  public String flags() {
    return "-";
  }

  @Override
  public boolean mutualTls() {
    return false;
  }

  @Override
  public String sourcePrincipal() {
    return "";
  }

  @Override
  public String destinationPrincipal() {
    return "";
  }

  @Override
  public String host() {
    return "ratings";
  }

  @Override
  public boolean isGrpc() {
    return false;
  }

  @Override
  public int code() {
    return 200;
  }

  @Override
  public @Nullable String grpcStatus() {
    return null;
  }

  @Override
  public long durationNanos() {
    return 1_000_000;
  }

  @Override
  public long requestBody() {
    return 10;
  }

  @Override
  public long requestHeaderBytes() {
    return 100;
  }

  @Override
  public long responseBody() {
    return 10;
  }

  @Override
  public long responseHeaderBytes() {
    return 100;
  }
}
