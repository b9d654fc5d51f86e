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

  private final NodeMetadata local;
  private final Supplier<Set<String>> hiddenLabels;
  private final PeerCache peers;
  private final String soundHeader;
  private final Map<Set<String>, String> headers = new ConcurrentHashMap<>();

  /** Of a node, remembering so many peers; see {@link PeerCache}. */
  MetadataExchangeFilter(NodeMetadata local, int maxPeers, Supplier<Set<String>> hiddenLabels) {
    this.local = local;
    peers = new PeerCache(maxPeers);
    soundHeader = PeerMetadata.encode(local);
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
      NodeMetadata peer = peers.peer(id, metadata);
      if (peer != null) {
        exchange.introducedBy(peer);
      }
    }
  }

  private void introduce(String side, HttpHeaders out) {
    out.set(PeerMetadata.ID_HEADER, local.id());
    Set<String> hidden = hiddenLabels.get();
    out.set(PeerMetadata.HEADER, hidden.isEmpty() ? soundHeader : header(side, hidden));
  }

  private String header(String side, Set<String> hidden) {
    Set<String> ofThisSide =
        hidden.stream()
            .filter(label -> label.startsWith(side))
            .collect(Collectors.toUnmodifiableSet());
    return headers.computeIfAbsent(ofThisSide, labels -> PeerMetadata.encode(without(labels)));
  }

  /** This node as it looks to a peer that does not learn what these labels are made of. */
  private NodeMetadata without(Set<String> hidden) {
    Map<String, String> labels = new HashMap<>(local.labels());
    hidden.forEach(label -> labels.remove(label.substring(label.indexOf('_') + 1)));
    Map<String, Object> metadata = new HashMap<>(local.metadata());
    metadata.put("LABELS", labels);
    if (hidden.stream().anyMatch(label -> label.endsWith("_workload_namespace"))) {
      metadata.remove("NAMESPACE");
    }
    if (hidden.stream().anyMatch(label -> label.endsWith("_workload"))) {
      metadata.remove("WORKLOAD_NAME");
    }
    return new NodeMetadata(local.id(), metadata);
  }
}
