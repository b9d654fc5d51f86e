package org.meshparity.proxyruntime.mixer;

import static org.meshparity.proxyruntime.mixer.Expression.conditional;
import static org.meshparity.proxyruntime.mixer.Expression.constant;
import static org.meshparity.proxyruntime.mixer.Expression.entry;
import static org.meshparity.proxyruntime.mixer.Expression.text;
import static org.meshparity.proxyruntime.mixer.Expression.whole;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.AttributeValue;

/**
 * The labels of Istio's own Mixer metrics, by release.
 *
 * @param http of the four request metrics
 * @param tcp of the two byte counters
 * @param tcpConnections of the two connection counters, whose service label once differed
 */
record StandardLabels(
    Map<String, Expression> http,
    Map<String, Expression> tcp,
    Map<String, Expression> tcpConnections) {

  private static final String UNKNOWN = "unknown";
  private static final Expression SERVICE_HOST = text("destination.service.host");

  static StandardLabels of(IstioRelease release) {
    Expression service =
        SERVICE_HOST.or(
            conditional(
                text("destination.service.name").or(UNKNOWN).is(UNKNOWN),
                constant(UNKNOWN),
                text("request.host").or(UNKNOWN)));
    Map<String, Expression> tcp = tcp(SERVICE_HOST.or(UNKNOWN));
    return new StandardLabels(http(release, service), tcp, tcp);
  }

  static StandardLabels ofFirst13() {
    return new StandardLabels(
        http(IstioRelease.V1_3, SERVICE_HOST.or(UNKNOWN)),
        tcp(SERVICE_HOST.or(UNKNOWN)),
        tcp(text("destination.service.name").or(UNKNOWN)));
  }

  private static Map<String, Expression> http(IstioRelease release, Expression service) {
    Map<String, Expression> labels = tcp(service);
    labels.put("request_protocol", text("api.protocol").or(text("context.protocol")).or(UNKNOWN));
    labels.put("response_code", whole("response.code").or(constant(new AttributeValue.Whole(200))));
    if (release.isAtLeast(5)) {
      labels.put("grpc_response_status", text("response.grpc_status").or(""));
      return labels;
    }
    labels.put("permissive_response_code", text("rbac.permissive.response_code").or("none"));
    labels.put(
        "permissive_response_policyid", text("rbac.permissive.effective_policy_id").or("none"));
    return labels;
  }

  private static Map<String, Expression> tcp(Expression service) {
    Map<String, Expression> labels = new TreeMap<>();
    addPeer(labels, "source");
    addPeer(labels, "destination");
    labels.put("reporter", whenOutbound(constant("source"), constant("destination")));
    labels.put("destination_service", service);
    labels.put("destination_service_name", text("destination.service.name").or(UNKNOWN));
    labels.put("destination_service_namespace", text("destination.service.namespace").or(UNKNOWN));
    labels.put("response_flags", text("context.proxy_error_code").or("-"));
    labels.put("connection_security_policy", securityPolicy());
    return labels;
  }

  private static void addPeer(Map<String, Expression> labels, String peer) {
    labels.put(peer + "_workload", text(peer + ".workload.name").or(UNKNOWN));
    labels.put(peer + "_workload_namespace", text(peer + ".workload.namespace").or(UNKNOWN));
    labels.put(peer + "_principal", text(peer + ".principal").or(UNKNOWN));
    labels.put(peer + "_app", entry(peer + ".labels", "app").or(UNKNOWN));
    labels.put(peer + "_version", entry(peer + ".labels", "version").or(UNKNOWN));
  }

  /** The client's proxy sees the plain hop from its application only, so it cannot know. */
  private static Expression securityPolicy() {
    Predicate<AttributeBag> mtls =
        bag -> bag.get("connection.mtls") instanceof AttributeValue.Flag flag && flag.value();
    return whenOutbound(
        constant(UNKNOWN), conditional(mtls, constant("mutual_tls"), constant("none")));
  }

  private static Expression whenOutbound(Expression then, Expression otherwise) {
    return conditional(text("context.reporter.kind").is("outbound"), then, otherwise);
  }
}
