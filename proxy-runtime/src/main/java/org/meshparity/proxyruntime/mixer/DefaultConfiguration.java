package org.meshparity.proxyruntime.mixer;

import static org.meshparity.proxyruntime.mixer.Expression.constant;
import static org.meshparity.proxyruntime.mixer.Expression.span;
import static org.meshparity.proxyruntime.mixer.Expression.text;
import static org.meshparity.proxyruntime.mixer.Expression.whole;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.AttributeValue;

/** The metrics and rules that Istio installs Mixer with. */
final class DefaultConfiguration {

  private static final List<Double> SECONDS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);
  private static final List<Double> BYTES = List.of(1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8);

  private static final Expression ONE = constant(new AttributeValue.Whole(1));
  private static final Expression PROTOCOL = text("context.protocol");

  private DefaultConfiguration() {}

  /** The configuration of a release's last patch. */
  static List<Rule> of(IstioRelease release) {
    return rules(StandardLabels.of(release));
  }

  /** The configuration as 1.3.0 shipped it, before it fell back on the host header. */
  static List<Rule> ofFirst13() {
    return rules(StandardLabels.ofFirst13());
  }

  private static List<Rule> rules(StandardLabels labels) {
    return List.of(
        new Rule(isHttp().and(isProbe().negate()), http(labels.http())),
        new Rule(PROTOCOL.is("tcp"), tcp(labels.tcp())),
        new Rule(isTcpEvent("open"), connections("opened", labels.tcpConnections())),
        new Rule(isTcpEvent("close"), connections("closed", labels.tcpConnections())));
  }

  private static Predicate<AttributeBag> isHttp() {
    return PROTOCOL.is("http").or(PROTOCOL.is("grpc"));
  }

  /** Kubelet probes and Prometheus' own scrapes are not traffic. */
  private static Predicate<AttributeBag> isProbe() {
    Expression agent = text("request.useragent");
    return agent.startsWith("kube-probe").or(agent.startsWith("Prometheus"));
  }

  private static Predicate<AttributeBag> isTcpEvent(String event) {
    return PROTOCOL.is("tcp").and(text("connection.event").is(event));
  }

  private static List<MetricDefinition> http(Map<String, Expression> labels) {
    Expression duration =
        span("response.duration").or(constant(new AttributeValue.Span(Duration.ZERO)));
    return List.of(
        MetricDefinition.counter("requests_total", ONE, labels),
        new MetricDefinition("request_duration_seconds", SECONDS, duration, labels),
        new MetricDefinition("request_bytes", BYTES, orZero("request.size"), labels),
        new MetricDefinition("response_bytes", BYTES, orZero("response.size"), labels));
  }

  private static List<MetricDefinition> tcp(Map<String, Expression> labels) {
    return List.of(
        MetricDefinition.counter("tcp_sent_bytes_total", orZero("connection.sent.bytes"), labels),
        MetricDefinition.counter(
            "tcp_received_bytes_total", orZero("connection.received.bytes"), labels));
  }

  private static List<MetricDefinition> connections(String event, Map<String, Expression> labels) {
    return List.of(MetricDefinition.counter("tcp_connections_" + event + "_total", ONE, labels));
  }

  private static Expression orZero(String name) {
    return whole(name).or(constant(new AttributeValue.Whole(0)));
  }
}
