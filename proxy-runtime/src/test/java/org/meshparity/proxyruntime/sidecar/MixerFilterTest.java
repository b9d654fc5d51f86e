package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.AttributeValue;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;

/** What a report says, attribute by attribute. */
class MixerFilterTest {

  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 9080);
  private static final Handshake MUTUAL =
      new Handshake(
          true,
          "spiffe://cluster.local/ns/default/sa/server",
          "spiffe://cluster.local/ns/default/sa/client",
          "outbound_.9080_._.ratings.default.svc.cluster.local",
          "istio");

  private final List<AttributeBag> reports = new ArrayList<>();
  private final MixerFilter filter = new MixerFilter(node(), uid -> Optional.empty(), reports::add);

  private static NodeMetadata node() {
    return new NodeMetadata("id", "pod-1", "default", "ratings-v1", "", "", Map.of());
  }

  private AttributeBag report(Exchange.Direction direction, Handshake handshake, int code) {
    HttpRequest request =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/a/b?c=d&e=f%20g");
    request.headers().set("Host", "ratings:9080");
    request.headers().set("User-Agent", "curl");
    request.headers().set("Referer", "http://r/");
    request.headers().set("x-istio-attributes", "");
    request.headers().set("x-envoy-peer-metadata", "secret");
    request.headers().add("X-Two", "1");
    request.headers().add("X-Two", "2");
    long now = System.nanoTime();
    Exchange exchange =
        new Exchange(direction, request, new Caller("HTTP/1.1", now, now, HERE, handshake));
    exchange.routedTo(Destination.inbound(TestProxy.SERVICE, HERE, "kubernetes://pod-1.default"));
    exchange.connected(MUTUAL);
    filter.onRequest(exchange, request.headers());
    exchange.requestContent(new DefaultLastHttpContent(Unpooled.copiedBuffer(new byte[12])));
    if (code > 0) {
      HttpResponse response =
          new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code));
      response.headers().set("Content-Type", "application/grpc");
      response.headers().set("grpc-status", "5");
      response.headers().set("grpc-message", "not found");
      exchange.responded(response);
    } else {
      exchange.flagged("DC");
    }
    exchange.ended();
    filter.onEnd(exchange);
    return reports.get(reports.size() - 1);
  }

  private static Object value(AttributeBag bag, String name) {
    AttributeValue value = bag.get(name);
    if (value instanceof AttributeValue.Text text) {
      return text.value();
    }
    if (value instanceof AttributeValue.Whole whole) {
      return whole.value();
    }
    if (value instanceof AttributeValue.Flag flag) {
      return flag.value();
    }
    if (value instanceof AttributeValue.TextMap map) {
      return map.value();
    }
    return value == null ? "none" : value;
  }

  @Test
  void anInboundReportTellsWhatTheHandshakeProvedWithoutTheScheme() {
    AttributeBag bag = report(Exchange.Direction.INBOUND, MUTUAL, 200);

    assertThat(value(bag, "connection.mtls")).isEqualTo(true);
    assertThat(value(bag, "source.principal")).isEqualTo("cluster.local/ns/default/sa/client");
    assertThat(value(bag, "source.user")).isEqualTo("cluster.local/ns/default/sa/client");
    assertThat(value(bag, "destination.principal")).isEqualTo("cluster.local/ns/default/sa/server");
    assertThat(value(bag, "connection.requested_server_name")).asString().startsWith("outbound_");
  }

  @Test
  void anOutboundReportIsAboutThePlainHopFromTheApplication() {
    AttributeBag bag = report(Exchange.Direction.OUTBOUND, Handshake.PLAIN, 200);

    assertThat(value(bag, "connection.mtls")).isEqualTo(false);
    assertThat(bag.values()).doesNotContainKeys("source.principal", "destination.principal");
    assertThat(value(bag, "source.namespace")).isEqualTo("default");
  }

  @Test
  void theRequestIsTakenApart() {
    AttributeBag bag = report(Exchange.Direction.INBOUND, Handshake.PLAIN, 200);

    assertThat(value(bag, "request.path")).isEqualTo("/a/b?c=d&e=f%20g");
    assertThat(value(bag, "request.url_path")).isEqualTo("/a/b");
    assertThat(value(bag, "request.query_params")).isEqualTo(Map.of("c", "d", "e", "f g"));
    assertThat(value(bag, "request.referer")).isEqualTo("http://r/");
    assertThat(value(bag, "request.useragent")).isEqualTo("curl");
    assertThat(value(bag, "request.size")).isEqualTo(12L);
    assertThat(value(bag, "request.headers"))
        .isEqualTo(
            Map.of(
                ":method", "POST",
                ":path", "/a/b?c=d&e=f%20g",
                ":authority", "ratings:9080",
                "user-agent", "curl",
                "referer", "http://r/",
                "x-two", "1,2"));
    assertThat(bag.values()).containsKeys("origin.ip", "request.time", "destination.ip");
  }

  @Test
  void theResponseIsTakenApart() {
    AttributeBag bag = report(Exchange.Direction.INBOUND, Handshake.PLAIN, 200);

    assertThat(value(bag, "response.code")).isEqualTo(200L);
    assertThat(value(bag, "response.grpc_status")).isEqualTo("5");
    assertThat(value(bag, "response.grpc_message")).isEqualTo("not found");
    assertThat(value(bag, "response.headers"))
        .isEqualTo(
            Map.of(
                ":status", "200",
                "content-type", "application/grpc",
                "grpc-status", "5",
                "grpc-message", "not found"));
    assertThat(value(bag, "context.proxy_error_code")).isEqualTo("-");
  }

  @Test
  void noResponseIsA500ToMixer() {
    AttributeBag bag = report(Exchange.Direction.INBOUND, Handshake.PLAIN, 0);

    assertThat(value(bag, "response.code")).isEqualTo(500L);
    assertThat(value(bag, "context.proxy_error_code")).isEqualTo("DC");
    assertThat(value(bag, "response.headers")).isEqualTo(Map.of());
  }
}
