package org.meshparity.tests.bench;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The labels of the same requests as texts, which is what a client library's {@code labels(...)}
 * takes.
 */
@State(Scope.Benchmark)
public class LabelValues {

  /** As the in-proxy generator of Istio 1.5 and 1.6 names them. */
  static final String[] NAMES = {
    "reporter",
    "source_workload",
    "source_workload_namespace",
    "source_principal",
    "source_app",
    "source_version",
    "source_canonical_service",
    "source_canonical_revision",
    "destination_workload",
    "destination_workload_namespace",
    "destination_principal",
    "destination_app",
    "destination_version",
    "destination_service",
    "destination_service_name",
    "destination_service_namespace",
    "destination_canonical_service",
    "destination_canonical_revision",
    "request_protocol",
    "response_code",
    "grpc_response_status",
    "response_flags",
    "connection_security_policy"
  };

  /** The proxies' bounds, which are the same for all three histograms. */
  static final double[] BOUNDS = {
    0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000,
    1800000, 3600000
  };

  /** Positions of what a request brings along; the rest is this proxy's own and never changes. */
  private static final int[] FROM_THE_REQUEST = {1, 2, 4, 5, 6, 7, 13, 14, 19};

  private final String[][] values = new String[Traffic.PEERS][];
  private final byte[][][] brought = new byte[Traffic.PEERS][][];

  public LabelValues() {
    for (int peer = 0; peer < Traffic.PEERS; peer++) {
      String[] ofPeer = values("reviews-v" + peer);
      values[peer] = ofPeer;
      brought[peer] =
          Arrays.stream(FROM_THE_REQUEST)
              .mapToObj(position -> Traffic.latin(ofPeer[position]))
              .toArray(byte[][]::new);
    }
  }

  private static String[] values(String caller) {
    return new String[] {
      "destination",
      caller,
      "default",
      "unknown",
      "reviews",
      "v1",
      "reviews",
      "v1",
      "ratings-v1",
      "default",
      "unknown",
      "ratings",
      "v1",
      "ratings.default.svc.cluster.local",
      "ratings",
      "default",
      "ratings",
      "v1",
      "http",
      "200",
      "",
      "-",
      "none"
    };
  }

  /** The same objects for every request. */
  String[] same(int request) {
    return values[Traffic.peer(request)];
  }

  /** A new text for everything that a request brings along. */
  String[] fresh(int request) {
    int peer = Traffic.peer(request);
    String[] fresh = values[peer].clone();
    byte[][] texts = brought[peer];
    for (int i = 0; i < texts.length; i++) {
      fresh[FROM_THE_REQUEST[i]] = Traffic.fresh(texts[i]);
    }
    return fresh;
  }
}
