package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;

/** What recording promises beside the numbers: no object, no lock, no end of memory. */
class RecordingTest {

  private static final NodeMetadata NODE =
      new NodeMetadata("a", "pod", "default", "reviews-v2", "", "", Map.of("app", "reviews"));
  private static final NodeMetadata PEER =
      new NodeMetadata("b", "pod", "default", "ratings-v1", "", "", Map.of("app", "ratings"));

  private static final String OUTBOUND = "outbound|9080||ratings.default.svc.cluster.local";
  private static final String INBOUND = "inbound|9080|http|reviews.default.svc.cluster.local";

  @Test
  void theSteadyPathMakesNoObject() {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_6, NODE);
    PeerCache peers = new PeerCache(500);
    String header = PeerMetadata.encode(PEER);
    TestRequest request = new TestRequest(null);
    record(stats, peers, header, request, 50_000);

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    record(stats, peers, header, request, 100_000);
    long after = threads.getThreadAllocatedBytes(thread);

    // Asking costs some bytes itself; one object per request would be a million and more.
    assertThat(after - before).isLessThan(10_000);
  }

  private static void record(
      InProxyStats stats, PeerCache peers, String header, TestRequest request, int times) {
    for (int i = 0; i < times; i++) {
      request.peer = peers.peer("b", header);
      request.durationNanos = 1_000_000L * (i % 300);
      request.responseBody = i % 5_000;
      boolean isSource = i % 2 == 0;
      request.reporter = isSource ? Reporter.SOURCE : Reporter.DESTINATION;
      request.cluster = isSource ? OUTBOUND : INBOUND;
      stats.record(request);
    }
  }

  @Test
  void threadsTogetherCountEverything() throws InterruptedException {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_6, NODE);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread = new Thread(() -> recordMany(stats, 20_000));
      threads.add(thread);
      thread.start();
    }
    double last = 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      stats.flush();
      double now =
          Pages.named(stats, "istio_requests_total").stream()
              .mapToDouble(Pages.Sample::value)
              .sum();
      assertThat(now).isGreaterThanOrEqualTo(last);
      last = now;
    }
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    }
    stats.flush();

    assertThat(sum(stats, "istio_requests_total")).isEqualTo(80_000);
    assertThat(sum(stats, "istio_request_duration_milliseconds_count")).isEqualTo(80_000);
    assertThat(sum(stats, "istio_response_bytes_count")).isEqualTo(80_000);
  }

  private static void recordMany(InProxyStats stats, int times) {
    TestRequest request = new TestRequest(PEER);
    for (int i = 0; i < times; i++) {
      request.code = 200 + i % 5;
      request.durationNanos = 1_000_000L * (i % 3_000);
      stats.record(request);
    }
  }

  private static double sum(InProxyStats stats, String name) {
    return Pages.named(stats, name).stream().mapToDouble(Pages.Sample::value).sum();
  }

  @Test
  void manyThreadsOneAfterAnotherShareOneShard() throws InterruptedException {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_6, NODE);
    for (int t = 0; t < 50; t++) {
      Thread thread = new Thread(() -> stats.record(new TestRequest(PEER)));
      thread.start();
      thread.join();
    }

    assertThat(stats.shardCount()).isLessThanOrEqualTo(2);
    assertThat(sum(stats, "istio_requests_total")).isEqualTo(50);
  }

  @Test
  void tenThousandPeersKeepTheCacheBoundedAndTheSeriesReported() {
    InProxyStats stats =
        new InProxyStats(InProxySettings.of(NODE, IstioRelease.V1_6).withMaxSeries(4_000));
    PeerCache peers = new PeerCache(500);
    for (int i = 0; i < 10_000; i++) {
      NodeMetadata peer =
          new NodeMetadata("p" + i, "pod" + i, "default", "w" + i, "", "", Map.of());
      TestRequest request = new TestRequest(peers.peer(peer.id(), PeerMetadata.encode(peer)));
      stats.record(request);
    }

    assertThat(peers.size()).isEqualTo(500);
    assertThat(stats.seriesCount()).isEqualTo(4_000);
    assertThat(stats.refusedRecordings()).isEqualTo(9_000 * 4);
    assertThat(Pages.named(stats, "meshparity_stats_refused_recordings_total").get(0).value())
        .isEqualTo(36_000);
    assertThat(Pages.named(stats, "meshparity_stats_series").get(0).value()).isEqualTo(4_000);
  }

  @Test
  void aPeerThatIsReadAgainKeepsItsSeries() {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_6, NODE);
    PeerCache none = new PeerCache(-1);
    for (int i = 0; i < 10_000; i++) {
      stats.record(new TestRequest(none.peer("b", PeerMetadata.encode(PEER))));
    }

    assertThat(Pages.named(stats, "istio_requests_total"))
        .singleElement()
        .satisfies(sample -> assertThat(sample.value()).isEqualTo(10_000));
  }

  @Test
  void hostsThatNameNoLabelMakeNoSeries() {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_6, NODE);
    for (int i = 0; i < 20_000; i++) {
      TestRequest request = new TestRequest(PEER);
      request.host = "host" + i;
      stats.record(request);
    }

    assertThat(stats.seriesCount()).isEqualTo(4);
  }
}
