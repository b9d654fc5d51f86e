package org.meshparity.proxyruntime.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.mixer.Mixer;
import org.meshparity.proxyruntime.sidecar.Sidecar;

/** The pages of a mesh as a Prometheus sees them, with the labels that it gives them. */
final class MeshTargets {

  private final String host;

  /**
   * By one host.
   *
   * @param host by which a scraper reaches the pages
   */
  MeshTargets(String host) {
    this.host = host;
  }

  /** Those of all sidecars, and of a Mixer and a store behind TCP where the mesh has its own. */
  List<ScrapeTarget> of(List<Member> members, @Nullable Mixer mixer, @Nullable TcpStore store) {
    List<ScrapeTarget> targets = new ArrayList<>();
    for (Member member : members) {
      targets.add(target(member.sidecar(), member.workload().node()));
    }
    if (mixer != null) {
      targets.add(ofMixer("istio-mesh", mixer.metricsPort()));
      targets.add(ofMixer("istio-mixer-monitoring", mixer.monitoringPort()));
    }
    if (store != null) {
      targets.add(target(store.sidecar(), TcpStore.node()));
    }
    return List.copyOf(targets);
  }

  private ScrapeTarget ofMixer(String job, int port) {
    return new ScrapeTarget(job, address(port), "/metrics", Map.of("namespace", "istio-system"));
  }

  private ScrapeTarget target(Sidecar sidecar, NodeMetadata node) {
    return new ScrapeTarget(
        "envoy-stats", address(sidecar.statsPort()), Sidecar.STATS_PATH, podLabels(node));
  }

  private String address(int port) {
    return host + ":" + port;
  }

  /** What Istio's scrape configuration adds: the pod's own labels among it. */
  private static Map<String, String> podLabels(NodeMetadata node) {
    Map<String, String> labels = new TreeMap<>(node.labels());
    labels.put("pod_name", node.name());
    labels.put("namespace", node.namespace());
    return labels;
  }
}
