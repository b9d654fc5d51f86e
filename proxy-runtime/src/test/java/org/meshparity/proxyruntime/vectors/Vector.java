package org.meshparity.proxyruntime.vectors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.Reporter;
import tools.jackson.databind.JsonNode;

/**
 * One expectation: what a side's page must say of one metric after a scenario.
 *
 * @param labels as the case states them, with the driver's variables filled in
 * @param value null when the case asserts none
 */
record Vector(
    String name,
    Reporter reporter,
    String metric,
    String type,
    Map<String, String> labels,
    @Nullable Double value,
    Match match) {

  static Vector read(JsonNode json) {
    Map<String, String> labels = new LinkedHashMap<>();
    json.get("labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().stringValue()));
    JsonNode value = json.get("value");
    return new Vector(
        json.get("name").stringValue(),
        Reporter.valueOf(json.get("reporter").stringValue().toUpperCase(Locale.ROOT)),
        json.get("metric").stringValue(),
        json.get("type").stringValue().toLowerCase(Locale.ROOT),
        labels,
        value == null || value.isNull() ? null : value.doubleValue(),
        Match.of(json.get("match").stringValue()));
  }

  /** The same with {@code ${NAME}} in its labels replaced. */
  Vector with(Map<String, String> variables) {
    Map<String, String> filled = new LinkedHashMap<>();
    labels.forEach(
        (name, value) -> {
          String text = value;
          for (Map.Entry<String, String> variable : variables.entrySet()) {
            text = text.replace("${" + variable.getKey() + "}", variable.getValue());
          }
          filled.put(name, text);
        });
    return new Vector(name, reporter, metric, type, filled, value, match);
  }

  /** What is wrong with a page; empty when nothing is. */
  Optional<String> mismatch(List<Vector> scenario, ScrapedPage page) {
    if (!page.type(metric).equals(type)) {
      return Optional.of(
          metric + " must be a " + type + ", was \"" + page.type(metric) + "\": " + page.types());
    }
    List<Vector> family =
        scenario.stream()
            .filter(each -> each.reporter == reporter && each.metric.equals(metric))
            .toList();
    return match
        .mismatch(family, this, page.samples(metric))
        .map(why -> metric + " of the " + reporter + " " + why);
  }
}
