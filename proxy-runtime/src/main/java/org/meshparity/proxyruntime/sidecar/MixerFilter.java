package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.AttributeValue;
import org.meshparity.proxyruntime.attribute.ForwardedAttributes;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;

/** Reports every request to Mixer, as one bag of attributes. */
final class MixerFilter implements HttpFilter {

  private final NodeMetadata local;
  private final WorkloadDirectory directory;
  private final Consumer<AttributeBag> reports;

  MixerFilter(NodeMetadata local, WorkloadDirectory directory, Consumer<AttributeBag> reports) {
    this.local = local;
    this.directory = directory;
    this.reports = reports;
  }

  @Override
  public void onRequest(Exchange exchange, HttpHeaders headers) {
    if (!exchange.isInbound()) {
      headers.set(ForwardedAttributes.HEADER, ForwardedAttributes.encode(origin(exchange)));
      return;
    }
    String forwarded = headers.get(ForwardedAttributes.HEADER);
    headers.remove(ForwardedAttributes.HEADER);
    if (forwarded != null) {
      exchange.forwarded(ForwardedAttributes.decode(forwarded));
    }
  }

  @Override
  public void onEnd(Exchange exchange) {
    AttributeBag.Builder bag = AttributeBag.builder();
    bag.text("context.reporter.kind", exchange.isInbound() ? "inbound" : "outbound");
    bag.text("context.reporter.uid", WorkloadDirectory.uid(local));
    bag.putAll(exchange.isInbound() ? exchange.forwarded() : origin(exchange));
    addDestination(bag, exchange);
    addRequest(bag, exchange);
    addResponse(bag, exchange);
    AttributeBag reported = bag.build();
    addWorkload(bag, reported, "source");
    addWorkload(bag, reported, "destination");
    reports.accept(bag.build());
  }

  /** Who calls, and which service: all that a caller's sidecar knows from its configuration. */
  private AttributeBag origin(Exchange exchange) {
    AttributeBag.Builder bag = AttributeBag.builder();
    bag.text("source.uid", WorkloadDirectory.uid(local));
    bag.text("source.namespace", local.namespace());
    Destination destination = exchange.destination();
    if (destination != null) {
      Service service = destination.service();
      bag.text("destination.service.host", service.host());
      bag.text("destination.service.name", service.name());
      bag.text("destination.service.namespace", service.namespace());
      bag.text(
          "destination.service.uid",
          "istio://" + service.namespace() + "/services/" + service.name());
    }
    return bag.build();
  }

  private void addDestination(AttributeBag.Builder bag, Exchange exchange) {
    Destination destination = exchange.destination();
    if (exchange.isInbound()) {
      bag.text("destination.uid", WorkloadDirectory.uid(local));
      bag.text("destination.namespace", local.namespace());
    } else if (destination != null) {
      bag.text("destination.uid", destination.uid());
    }
    if (destination != null) {
      bag.raw("destination.ip", destination.address().getAddress().getAddress());
      bag.whole("destination.port", destination.address().getPort());
    }
  }

  private static void addRequest(AttributeBag.Builder bag, Exchange exchange) {
    int query = exchange.path().indexOf('?');
    bag.text("context.protocol", exchange.protocol());
    bag.text("request.host", exchange.host());
    bag.text("request.method", exchange.method());
    bag.text("request.path", exchange.path());
    bag.text("request.url_path", query < 0 ? exchange.path() : exchange.path().substring(0, query));
    bag.text("request.scheme", "http");
    if (!exchange.userAgent().isEmpty()) {
      bag.text("request.useragent", exchange.userAgent());
    }
    bag.moment("request.time", exchange.startedAt());
    bag.whole("request.size", exchange.requestBody());
    bag.whole("request.total_size", exchange.requestBody() + exchange.requestHeaderBytes());
    addProved(bag, exchange);
  }

  /**
   * Towards its own application a connection is in plain text, so the caller's side says nothing.
   */
  private static void addProved(AttributeBag.Builder bag, Exchange exchange) {
    Handshake handshake = exchange.isInbound() ? exchange.handshake() : Handshake.PLAIN;
    bag.flag("connection.mtls", handshake.mutualTls());
    if (handshake.mutualTls()) {
      String caller = withoutScheme(handshake.peer());
      bag.text("source.user", caller);
      bag.text("source.principal", caller);
      bag.text("destination.principal", withoutScheme(handshake.own()));
    }
    if (!handshake.serverName().isEmpty()) {
      bag.text("connection.requested_server_name", handshake.serverName());
    }
  }

  private static String withoutScheme(String uri) {
    return uri.startsWith("spiffe://") ? uri.substring("spiffe://".length()) : uri;
  }

  private static void addResponse(AttributeBag.Builder bag, Exchange exchange) {
    int code = exchange.code();
    bag.whole("response.code", code == 0 ? 500 : code);
    bag.span("response.duration", Duration.ofNanos(exchange.durationNanos()));
    bag.moment("response.time", Instant.now());
    bag.whole("response.size", exchange.responseBody());
    bag.whole("response.total_size", exchange.responseBody() + exchange.responseHeaderBytes());
    bag.text("context.proxy_error_code", exchange.flags());
    String grpcStatus = exchange.grpcStatus();
    if (grpcStatus != null) {
      bag.text("response.grpc_status", grpcStatus);
    }
  }

  private void addWorkload(AttributeBag.Builder bag, AttributeBag reported, String side) {
    if (!(reported.get(side + ".uid") instanceof AttributeValue.Text uid)) {
      return;
    }
    directory
        .find(uid.value())
        .ifPresent(
            node -> {
              bag.text(side + ".name", node.name());
              bag.text(side + ".namespace", node.namespace());
              bag.text(side + ".workload.name", node.workloadName());
              bag.text(side + ".workload.namespace", node.namespace());
              bag.text(side + ".owner", node.owner());
              bag.textMap(side + ".labels", node.labels());
            });
  }
}
