package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.PeerCache;
import org.meshparity.proxyruntime.inproxy.PeerMetadata;

/**
 * Introduces this proxy to the one on the other side, and takes that one's introduction away before
 * an application could see it.
 */
final class MetadataExchangeFilter implements HttpFilter {

  private static final int MAX_PEERS = 500;

  private final NodeMetadata local;
  private final Supplier<Set<String>> hiddenLabels;
  private final PeerCache peers = new PeerCache(MAX_PEERS);
  private final Map<Set<String>, String> headers = new ConcurrentHashMap<>();

  MetadataExchangeFilter(NodeMetadata local, Supplier<Set<String>> hiddenLabels) {
    this.local = local;
    this.hiddenLabels = hiddenLabels;
  }

  @Override
  public void onRequest(Exchange exchange, HttpHeaders headers) {
    if (exchange.isInbound()) {
      receive(exchange, headers);
    } else {
      introduce("source_", headers);
    }
  }

  @Override
  public void onResponse(Exchange exchange, HttpHeaders headers) {
    if (exchange.isInbound()) {
      introduce("destination_", headers);
    } else {
      receive(exchange, headers);
    }
  }

  private void receive(Exchange exchange, HttpHeaders headers) {
    String id = headers.get(PeerMetadata.ID_HEADER);
    String metadata = headers.get(PeerMetadata.HEADER);
    headers.remove(PeerMetadata.ID_HEADER);
    headers.remove(PeerMetadata.HEADER);
    if (id != null && metadata != null) {
      peers.peer(id, metadata).ifPresent(exchange::introducedBy);
    }
  }

  private void introduce(String side, HttpHeaders out) {
    out.set(PeerMetadata.ID_HEADER, local.id());
    Set<String> hidden = hiddenLabels.get();
    Set<String> ofThisSide =
        hidden.stream()
            .filter(label -> label.startsWith(side))
            .collect(Collectors.toUnmodifiableSet());
    out.set(
        PeerMetadata.HEADER,
        headers.computeIfAbsent(ofThisSide, labels -> PeerMetadata.encode(without(labels))));
  }

  /** This node as it looks to a peer that does not learn what these labels are made of. */
  private NodeMetadata without(Set<String> hidden) {
    Map<String, String> labels = new HashMap<>(local.labels());
    hidden.forEach(label -> labels.remove(label.substring(label.indexOf('_') + 1)));
    boolean noWorkload = hidden.stream().anyMatch(label -> label.endsWith("_workload"));
    boolean noNamespace = hidden.stream().anyMatch(label -> label.endsWith("_workload_namespace"));
    return new NodeMetadata(
        local.id(),
        local.name(),
        noNamespace ? "" : local.namespace(),
        noWorkload ? "" : local.workloadName(),
        local.owner(),
        local.serviceAccount(),
        labels);
  }
}
