package org.meshparity.proxyruntime.vectors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.vectors.Scenario.Side;
import org.meshparity.proxyruntime.vectors.Scenario.Sides;
import tools.jackson.databind.JsonNode;

/** A file of cases, put together to the scenarios they share. */
final class VectorFile {

  private static final Pattern SAME_AS = Pattern.compile("same as (\\S+)");
  private static final Pattern WORKLOADS =
      Pattern.compile("([a-z]+)(?:-(v\\d+))? -> (?:echo )?([a-z]+)(?:-(v\\d+))?");

  /** By name only: nothing listens there. */
  private static final int PORT = 9080;

  private final Map<String, List<JsonNode>> cases = new LinkedHashMap<>();

  private VectorFile(JsonNode json) {
    for (JsonNode each : json) {
      cases.computeIfAbsent(run(each), run -> new ArrayList<>()).add(each);
    }
  }

  /** The scenarios of a list of cases, in its order. */
  static List<Scenario> read(JsonNode json) {
    VectorFile file = new VectorFile(json);
    return file.cases.values().stream().map(file::scenario).toList();
  }

  /** Cases of the same test of the same release, with the same inputs, are looked at in one run. */
  private static String run(JsonNode json) {
    return text(json, "tag") + " " + test(json) + " " + json.get("inputs");
  }

  private static String test(JsonNode json) {
    String source = text(json, "test_source");
    return source.substring(source.lastIndexOf(':') + 1);
  }

  private Scenario scenario(List<JsonNode> group) {
    JsonNode first = group.get(0);
    JsonNode inputs = first.get("inputs");
    Description words = new Description(request(first), text(first, "metric"));
    String protocol = inputs.has("alpn") ? text(inputs, "alpn") : "";
    return new Scenario(
        text(first, "tag") + "/" + test(first),
        text(first, "tag"),
        words.traffic(),
        inputs.has("client_node") ? sides(inputs, words) : workloads(words),
        words.security(protocol),
        group.stream().map(Vector::read).toList());
  }

  private String request(JsonNode one) {
    String request = text(one.get("inputs"), "request");
    Matcher reference = SAME_AS.matcher(request);
    if (!reference.matches()) {
      return request;
    }
    return cases.values().stream()
        .map(group -> group.get(0))
        .filter(other -> text(other, "tag").equals(reference.group(1)))
        .filter(other -> test(other).equals(test(one)))
        .map(other -> text(other.get("inputs"), "request"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no case is meant by: " + request));
  }

  private static Sides sides(JsonNode inputs, Description words) {
    return new Sides(
        new Side(
            NodeMetadata.parse("client", inputs.get("client_node").toString()),
            config(inputs.get("stats_filter_config_client"), words),
            words.clientCluster()),
        new Side(
            NodeMetadata.parse("server", inputs.get("server_node").toString()),
            config(inputs.get("stats_filter_config_server"), words),
            words.serverCluster()));
  }

  private static String config(@Nullable JsonNode config, Description words) {
    if (config == null || config.isNull()) {
      return words.filterConfig();
    }
    return config.isString() ? config.stringValue() : text(config, "text");
  }

  /** Two workloads that a case only names, as Istio would have injected them. */
  private static @Nullable Sides workloads(Description words) {
    Matcher named = WORKLOADS.matcher(words.text());
    if (!named.find()) {
      return null;
    }
    String host = named.group(3) + "." + Scenario.NAMESPACE + ".svc.cluster.local";
    return new Sides(
        new Side(
            node(named.group(1), named.group(2)),
            words.filterConfig(),
            "outbound|" + PORT + "||" + host),
        new Side(
            node(named.group(3), named.group(4)),
            words.filterConfig(),
            "inbound|" + PORT + "|" + (words.isTcp() ? "tcp" : "http") + "|" + host));
  }

  private static NodeMetadata node(String app, @Nullable String version) {
    String stated = version == null ? "v1" : version;
    String workload = app + "-" + stated;
    return new NodeMetadata(
        "sidecar~10.0.0.1~" + workload + "-0." + Scenario.NAMESPACE + "~cluster.local",
        workload + "-0",
        Scenario.NAMESPACE,
        workload,
        "kubernetes://apis/apps/v1/namespaces/" + Scenario.NAMESPACE + "/deployments/" + workload,
        app,
        Map.of(
            "app", app,
            "version", stated,
            "service.istio.io/canonical-name", app,
            "service.istio.io/canonical-revision", stated));
  }

  private static String text(JsonNode json, String key) {
    JsonNode value = json.get(key);
    if (value == null || !value.isString()) {
      throw new IllegalArgumentException("\"" + key + "\" must be text, was " + value);
    }
    return value.stringValue();
  }
}
