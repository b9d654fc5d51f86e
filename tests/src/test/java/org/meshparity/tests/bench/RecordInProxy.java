package org.meshparity.tests.bench;

import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.DurationScale;
import org.meshparity.proxyruntime.inproxy.InProxyStats;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.PeerCache;
import org.meshparity.proxyruntime.inproxy.RequestFacts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One request recorded by the in-proxy generator: who the peer is, then a counter and three
 * histograms.
 */
@State(Scope.Benchmark)
public class RecordInProxy {

  private static final String CLUSTER = "inbound|9080|http|ratings.default.svc.cluster.local";

  private PeerCache peers = new PeerCache(500);
  private InProxyStats stats = new InProxyStats(IstioRelease.V1_5, new Traffic().local);

  @Benchmark
  public void sameStrings(Traffic traffic, Traffic.Cursor cursor) {
    int request = cursor.next();
    int peer = Traffic.peer(request);
    record(traffic, request, traffic.ids[peer], traffic.introductions[peer], traffic.host);
  }

  @Benchmark
  public void freshStrings(Traffic traffic, Traffic.Cursor cursor) {
    int request = cursor.next();
    record(
        traffic,
        request,
        traffic.freshId(request),
        traffic.freshIntroduction(request),
        traffic.freshHost());
  }

  private void record(Traffic traffic, int request, String id, String introduction, String host) {
    NodeMetadata peer = peers.peer(id, introduction).orElseThrow();
    stats.record(
        new RequestFacts(
            RequestFacts.Reporter.DESTINATION,
            peer,
            new RequestFacts.Target(host, CLUSTER, "http"),
            new RequestFacts.Answer(200, "-", null),
            traffic.durationNanos(request),
            new RequestFacts.Size(0, 412),
            new RequestFacts.Size(traffic.size(request), 173),
            RequestFacts.Security.PLAIN),
        DurationScale.MILLISECONDS);
  }
}
