package org.meshparity.proxyruntime.mixer;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import tools.jackson.databind.JsonNode;

/**
 * Bags as Istio's tests write them in JSON, where a star stands for any value. An attribute's type
 * is the one its name has in the manifests.
 */
final class JsonBags {

  private static final Set<String> WHOLE =
      Set.of(
          "request.size",
          "request.total_size",
          "response.code",
          "response.size",
          "response.total_size",
          "destination.port",
          "check.error_code",
          "connection.received.bytes",
          "connection.received.bytes_total",
          "connection.sent.bytes",
          "connection.sent.bytes_total");
  private static final Set<String> SPANS = Set.of("response.duration", "connection.duration");
  private static final Set<String> MOMENTS =
      Set.of("request.time", "response.time", "context.time");
  private static final Set<String> FLAGS =
      Set.of("connection.mtls", "check.cache_hit", "quota.cache_hit");

  private JsonBags() {}

  static AttributeBag bag(JsonNode attributes) {
    AttributeBag.Builder bag = AttributeBag.builder();
    attributes.properties().forEach(each -> put(bag, each.getKey(), each.getValue()));
    return bag.build();
  }

  private static void put(AttributeBag.Builder bag, String name, JsonNode value) {
    boolean any = value.isString() && value.stringValue().equals("*");
    if (value.isObject()) {
      bag.textMap(name, texts(value));
    } else if (name.endsWith(".ip")) {
      bag.raw(name, any ? new byte[] {10, 0, 0, 1} : address(value.stringValue()));
    } else if (WHOLE.contains(name)) {
      bag.whole(name, any ? 7 : Long.parseLong(value.asString()));
    } else if (SPANS.contains(name)) {
      bag.span(name, Duration.ofMillis(37));
    } else if (MOMENTS.contains(name)) {
      bag.moment(name, Instant.ofEpochSecond(1_574_000_000));
    } else if (FLAGS.contains(name)) {
      bag.flag(name, Boolean.parseBoolean(value.asString()));
    } else {
      bag.text(name, any ? "any" : value.asString());
    }
  }

  /** {@code [127 0 0 1]}. */
  static byte[] address(String text) {
    String[] parts = text.substring(1, text.length() - 1).split(" ");
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asString()));
    return texts;
  }

  /** A report of a TCP sequence, whose event stands without its prefix. */
  static AttributeBag tcp(JsonNode report) {
    Map<String, JsonNode> values = new HashMap<>();
    report.properties().forEach(each -> values.put(each.getKey(), each.getValue()));
    AttributeBag.Builder bag = AttributeBag.builder().text("context.protocol", "tcp");
    bag.text("connection.event", values.remove("event").stringValue());
    values.forEach((name, value) -> put(bag, name, value));
    return bag.build();
  }

  /** A value as an expression within YAML quotes. */
  static String expression(JsonNode input) {
    JsonNode value = input.get("value");
    if (value.isString()) {
      boolean duration = List.of("duration").contains(input.path("type").asString(""));
      return "'\"" + value.stringValue() + "\"'" + (duration ? "" : "");
    }
    return "'" + value + "'";
  }
}
