package org.meshparity.tests.bench;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.DurationScale;
import org.meshparity.proxyruntime.inproxy.InProxyStats;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.PeerCache;
import org.meshparity.proxyruntime.inproxy.Reporter;
import org.meshparity.proxyruntime.inproxy.RequestFacts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One request recorded by the in-proxy generator: who the peer is, then a counter and three
 * histograms.
 */
@State(Scope.Benchmark)
public class RecordInProxy {

  private static final int MAX_PEERS = 500;

  private final PeerCache peers = new PeerCache(MAX_PEERS);
  private final InProxyStats stats = new InProxyStats(IstioRelease.V1_5, new Traffic().local);

  /** As a proxy does every few seconds; it must not be left out of what recording costs. */
  @Setup(Level.Iteration)
  public void flush() {
    stats.flush();
  }

  @Benchmark
  public void sameStrings(Traffic traffic, Request request) {
    int number = request.next();
    int peer = Traffic.peer(number);
    record(traffic, request, traffic.ids[peer], traffic.introductions[peer], traffic.host);
  }

  @Benchmark
  public void freshStrings(Traffic traffic, Request request) {
    int number = request.next();
    record(
        traffic,
        request,
        traffic.freshId(number),
        traffic.freshIntroduction(number),
        traffic.freshHost());
  }

  private void record(
      Traffic traffic, Request request, String id, String introduction, String host) {
    request.is(
        Objects.requireNonNull(peers.peer(id, introduction)),
        host,
        traffic.durationNanos(request.number),
        traffic.size(request.number));
    stats.record(request, DurationScale.MILLISECONDS);
  }

  /** The request that is under way: a proxy has all this in the stream's own object. */
  @State(Scope.Thread)
  public static class Request implements RequestFacts {

    private static final String CLUSTER = "inbound|9080|http|ratings.default.svc.cluster.local";

    private int number;
    private @Nullable NodeMetadata peer;
    private String host = "";
    private long durationNanos;
    private long responseBody;

    int next() {
      return ++number;
    }

    void is(NodeMetadata peer, String host, long durationNanos, long responseBody) {
      this.peer = peer;
      this.host = host;
      this.durationNanos = durationNanos;
      this.responseBody = responseBody;
    }

    @Override
    public Reporter reporter() {
      return Reporter.DESTINATION;
    }

    @Override
    public @Nullable NodeMetadata peer() {
      return peer;
    }

    @Override
    public String cluster() {
      return CLUSTER;
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
      return host;
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
      return durationNanos;
    }

    @Override
    public long requestBody() {
      return 0;
    }

    @Override
    public long requestHeaderBytes() {
      return 412;
    }

    @Override
    public long responseBody() {
      return responseBody;
    }

    @Override
    public long responseHeaderBytes() {
      return 173;
    }
  }
}
