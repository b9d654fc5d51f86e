package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.Optional;
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
    ReportedRequest.addTo(bag, exchange);
    ReportedResponse.addTo(bag, exchange);
    AttributeBag reported = bag.build();
    addWorkload(bag, reported, exchange, "source");
    addWorkload(bag, reported, exchange, "destination");
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
      String uid = destinationUid(exchange, destination);
      if (!uid.isEmpty()) {
        bag.text("destination.uid", uid);
      }
    }
    InetSocketAddress endpoint = destination == null ? null : destination.address();
    if (endpoint != null) {
      bag.raw("destination.ip", endpoint.getAddress().getAddress());
      bag.whole("destination.port", endpoint.getPort());
    }
  }

  /** The registry's, or where there is no registry that of the pod that answered. */
  private String destinationUid(Exchange exchange, Destination destination) {
    NodeMetadata peer = exchange.peer();
    boolean learns = directory.learnsFromPeers() && destination.uid().isEmpty();
    return learns && peer != null ? WorkloadDirectory.uid(peer) : destination.uid();
  }

  private void addWorkload(
      AttributeBag.Builder bag, AttributeBag reported, Exchange exchange, String side) {
    if (!(reported.get(side + ".uid") instanceof AttributeValue.Text uid)) {
      return;
    }
    directory
        .find(uid.value())
        .or(() -> introduced(exchange, uid.value()))
        .ifPresent(node -> WorkloadAttributes.put(bag, side, node));
  }

  private Optional<NodeMetadata> introduced(Exchange exchange, String uid) {
    NodeMetadata peer = exchange.peer();
    if (peer == null || !directory.learnsFromPeers()) {
      return Optional.empty();
    }
    return uid.equals(WorkloadDirectory.uid(peer)) ? Optional.of(peer) : Optional.empty();
  }
}
