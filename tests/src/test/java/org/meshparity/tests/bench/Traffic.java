package org.meshparity.tests.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.PeerMetadata;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The requests that every recorder is given: the same peers, durations and sizes in the same order.
 *
 * <p>What arrives with a request is kept as bytes too, so that a benchmark can make new strings of
 * it, as an HTTP codec does for every request.
 */
@State(Scope.Benchmark)
public class Traffic {

  static final int PEERS = 8;
  private static final int REQUESTS = 1 << 10;
  private static final long SEED = 7;

  final NodeMetadata local = node("ratings-v1", "ratings");
  final String host = "ratings.default.svc.cluster.local:9080";
  final String[] ids = new String[PEERS];
  final String[] introductions = new String[PEERS];
  private final byte[] hostBytes = latin(host);
  private final byte[][] idBytes = new byte[PEERS][];
  private final byte[][] introductionBytes = new byte[PEERS][];
  private final long[] durationNanos = new long[REQUESTS];
  private final int[] sizes = new int[REQUESTS];

  public Traffic() {
    for (int i = 0; i < PEERS; i++) {
      NodeMetadata peer = node("reviews-v" + i, "reviews");
      ids[i] = peer.id();
      introductions[i] = PeerMetadata.encode(peer);
      idBytes[i] = latin(ids[i]);
      introductionBytes[i] = latin(introductions[i]);
    }
    Random random = new Random(SEED);
    for (int i = 0; i < REQUESTS; i++) {
      durationNanos[i] = (long) (1e6 * Math.exp(random.nextGaussian() + 2));
      sizes[i] = (int) Math.exp(2 * random.nextGaussian() + 6);
    }
  }

  static NodeMetadata node(String workload, String app) {
    String pod = workload + "-7f99cc4496-8xr2z";
    return new NodeMetadata(
        "sidecar~10.44.1."
            + Math.floorMod(workload.hashCode(), 250)
            + "~"
            + pod
            + ".default~default.svc.cluster.local",
        pod,
        "default",
        workload,
        "kubernetes://apis/apps/v1/namespaces/default/deployments/" + workload,
        "bookinfo-" + app,
        Map.of(
            "app",
            app,
            "version",
            "v1",
            "service.istio.io/canonical-name",
            app,
            "service.istio.io/canonical-revision",
            "v1"));
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String fresh(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  String freshHost() {
    return fresh(hostBytes);
  }

  String freshId(int request) {
    return fresh(idBytes[peer(request)]);
  }

  String freshIntroduction(int request) {
    return fresh(introductionBytes[peer(request)]);
  }

  /** Which peer a request comes from. */
  static int peer(int request) {
    return request & (PEERS - 1);
  }

  long durationNanos(int request) {
    return durationNanos[request & (REQUESTS - 1)];
  }

  int size(int request) {
    return sizes[request & (REQUESTS - 1)];
  }

  /** Where a thread is in the traffic. */
  @State(Scope.Thread)
  public static class Cursor {
    private int request;

    int next() {
      return request++;
    }
  }
}
