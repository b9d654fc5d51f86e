package org.meshparity.proxyruntime.inproxy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.expression.Selectable;

/** What the words of an expression stand for in one stream. */
final class StreamScope implements Selectable {

  private static final Map<String, Long> FLAGS =
      Map.ofEntries(
          Map.entry("LH", 1L),
          Map.entry("UH", 1L << 1),
          Map.entry("UT", 1L << 2),
          Map.entry("LR", 1L << 3),
          Map.entry("UR", 1L << 4),
          Map.entry("UF", 1L << 5),
          Map.entry("UC", 1L << 6),
          Map.entry("UO", 1L << 7),
          Map.entry("NR", 1L << 8),
          Map.entry("DI", 1L << 9),
          Map.entry("FI", 1L << 10),
          Map.entry("RL", 1L << 11),
          Map.entry("UAEX", 1L << 12),
          Map.entry("RLSE", 1L << 13),
          Map.entry("DC", 1L << 14),
          Map.entry("URX", 1L << 15),
          Map.entry("SI", 1L << 16),
          Map.entry("IH", 1L << 17),
          Map.entry("DPE", 1L << 18));

  private final StreamFacts facts;
  private final NodeMetadata local;

  StreamScope(StreamFacts facts, NodeMetadata local) {
    this.facts = facts;
    this.local = local;
  }

  @Override
  public @Nullable Object select(String root) {
    return switch (root) {
      case "request" -> (Selectable) this::request;
      case "response" -> (Selectable) this::response;
      case "connection" -> (Selectable) this::connection;
      case "source", "destination", "upstream" ->
          (Selectable) name -> facts.attribute(root + "." + name);
      case "node" -> Map.of("id", local.id(), "metadata", local.metadata());
      case "upstream_peer" -> isOutbound() ? peer() : null;
      case "downstream_peer" -> isOutbound() ? null : peer();
      case "upstream_peer_id" -> isOutbound() ? peerId() : null;
      case "downstream_peer_id" -> isOutbound() ? null : peerId();
      case "filter_state" -> (Selectable) this::filterState;
      case "cluster_name" -> facts.cluster();
      case "route_name" -> facts.routeName();
      case "listener_direction" -> isOutbound() ? 2L : 1L;
      default -> null;
    };
  }

  private boolean isOutbound() {
    return facts.reporter() == Reporter.SOURCE;
  }

  private @Nullable Object request(String name) {
    if (!(facts instanceof RequestFacts request)) {
      return null;
    }
    return switch (name) {
      case "host" -> request.host();
      case "protocol" -> request.httpVersion();
      case "duration" -> request.durationNanos();
      case "size" -> request.requestBody();
      case "total_size" -> request.requestBody() + request.requestHeaderBytes();
      case "headers" -> (Selectable) request::requestHeader;
      case "method", "path", "scheme" -> orPseudo(request, name);
      case "useragent" -> orHeader(request, name, "user-agent");
      case "referer" -> orHeader(request, name, "referer");
      case "id" -> orHeader(request, name, "x-request-id");
      case "url_path" -> urlPath(request);
      default -> facts.attribute("request." + name);
    };
  }

  private @Nullable Object orPseudo(RequestFacts request, String name) {
    return orHeader(request, name, ":" + name);
  }

  private static @Nullable Object orHeader(RequestFacts request, String name, String header) {
    Object value = request.attribute("request." + name);
    return value == null ? request.requestHeader(header) : value;
  }

  private @Nullable Object urlPath(RequestFacts request) {
    Object known = request.attribute("request.url_path");
    if (known != null || !(orPseudo(request, "path") instanceof String path)) {
      return known;
    }
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private @Nullable Object response(String name) {
    if (name.equals("flags")) {
      return flags();
    }
    if (!(facts instanceof RequestFacts request)) {
      return null;
    }
    return switch (name) {
      case "code" -> request.code() == 0 ? null : (Long) (long) request.code();
      case "grpc_status" -> grpcStatus(request);
      case "size" -> request.responseBody();
      case "total_size" -> request.responseBody() + request.responseHeaderBytes();
      case "headers" -> (Selectable) request::responseHeader;
      case "trailers" -> (Selectable) request::responseTrailer;
      default -> facts.attribute("response." + name);
    };
  }

  private static @Nullable Object grpcStatus(RequestFacts request) {
    String status = request.grpcStatus();
    try {
      return status == null ? null : Long.valueOf(status);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Object flags() {
    long flags = 0;
    for (String flag : facts.flags().split(",", -1)) {
      flags |= FLAGS.getOrDefault(flag, 0L);
    }
    return flags;
  }

  private @Nullable Object connection(String name) {
    boolean inbound = !isOutbound();
    return switch (name) {
      case "mtls" -> inbound && facts.mutualTls();
      case "uri_san_peer_certificate" ->
          known(inbound ? facts.sourcePrincipal() : facts.destinationPrincipal());
      case "uri_san_local_certificate" ->
          known(inbound ? facts.destinationPrincipal() : facts.sourcePrincipal());
      default -> facts.attribute("connection." + name);
    };
  }

  private static @Nullable Object known(String text) {
    return text.isEmpty() ? null : text;
  }

  private @Nullable Object peerId() {
    NodeMetadata peer = facts.peer();
    return peer == null ? null : peer.id();
  }

  private @Nullable Object filterState(String key) {
    String name = key.replaceFirst("^(envoy\\.wasm\\.metadata_exchange|wasm)\\.", "");
    boolean mine = name.startsWith(isOutbound() ? "upstream" : "downstream");
    if (name.equals(key) || !mine) {
      return null;
    }
    return name.endsWith("_id") ? peerId() : peer();
  }

  /** The peer as the proxies' own form of it: named members, and labels that have a value each. */
  private @Nullable Object peer() {
    NodeMetadata peer = facts.peer();
    return peer == null ? null : (Selectable) name -> member(peer, name);
  }

  private static @Nullable Object member(NodeMetadata peer, String name) {
    return switch (name) {
      case "name" -> peer.text("NAME");
      case "namespace" -> peer.text("NAMESPACE");
      case "owner" -> peer.text("OWNER");
      case "workload_name" -> peer.text("WORKLOAD_NAME");
      case "istio_version" -> peer.text("ISTIO_VERSION");
      case "mesh_id" -> peer.text("MESH_ID");
      case "cluster_id" -> peer.text("CLUSTER_ID");
      case "labels" -> (Selectable) label -> keyed(peer, "LABELS", label);
      case "platform_metadata" -> (Selectable) key -> keyed(peer, "PLATFORM_METADATA", key);
      default -> peer.metadata().get(name);
    };
  }

  private static @Nullable Object keyed(NodeMetadata peer, String map, String key) {
    if (peer.metadata().get(map) instanceof Map<?, ?> values
        && values.get(key) instanceof String value) {
      return Map.of("key", key, "value", value);
    }
    return null;
  }
}
