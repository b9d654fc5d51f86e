package org.meshparity.proxyruntime.mixer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.mixer.Vectors;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** Holds our configuration files against what was extracted from Istio's. */
class DefaultConfigurationTest {

  /** Releases before 1.3 and after 1.6 are not spoken here. */
  private static final Set<String> NOT_SPOKEN = Set.of("1.0.0", "1.1.0", "1.2.0", "1.7.0");

  private static final int IN_ALL = 11;

  @Test
  void metricsLabelsBucketsExpressionsAndRulesAreIstios() throws IOException {
    int covered = 0;
    JsonNode file = Vectors.file("mixer-metrics.json");
    assertThat(file.size()).isEqualTo(IN_ALL);
    for (JsonNode configuration : file) {
      String tag = configuration.get("tag").stringValue();
      if (!NOT_SPOKEN.contains(tag)) {
        assertSame(tag, configuration);
        covered++;
      }
    }
    assertThat(covered).isEqualTo(7);
    Vectors.covered("mixer-metrics.json, the releases 1.3 to 1.6", covered, IN_ALL);
  }

  private static void assertSame(String tag, JsonNode configuration) {
    Map<String, Map<?, ?>> ours = ours(IstioRelease.parse(tag));
    configuration
        .get("instances")
        .properties()
        .forEach(each -> assertInstance(tag, each.getKey(), each.getValue(), ours));
    configuration
        .get("rules")
        .properties()
        .forEach(each -> assertRule(tag, each.getKey(), each.getValue(), ours));
    assertHandler(tag, configuration.get("handler_metrics"), ours);
  }

  private static void assertInstance(
      String tag, String name, JsonNode theirs, Map<String, Map<?, ?>> ours) {
    Map<?, ?> params = map(map(ours.get("instance " + name), "spec"), "params");
    assertThat(params.get("value")).as(tag + " " + name).isEqualTo(theirs.get("value").asString());
    Map<String, String> dimensions = new TreeMap<>();
    theirs
        .get("dimensions")
        .properties()
        .forEach(each -> dimensions.put(each.getKey(), each.getValue().stringValue()));
    assertThat(new TreeMap<>(map(params, "dimensions"))).as(tag + " " + name).isEqualTo(dimensions);
  }

  private static void assertRule(
      String tag, String name, JsonNode theirs, Map<String, Map<?, ?>> ours) {
    Map<?, ?> spec = map(ours.get("rule " + name), "spec");
    assertThat(spec.get("match")).as(tag + " " + name).isEqualTo(theirs.get("match").stringValue());
    Map<?, ?> action = (Map<?, ?>) ((List<?>) spec.get("actions")).get(0);
    List<String> instances = new ArrayList<>();
    theirs.get("actions").get(0).get("instances").forEach(i -> instances.add(i.stringValue()));
    assertThat(action.get("instances"))
        .as(tag + " " + name)
        .isEqualTo(instances.stream().map(i -> i.replaceFirst("\\..*", "")).toList());
  }

  private static void assertHandler(String tag, JsonNode theirs, Map<String, Map<?, ?>> ours) {
    Map<String, Metric> metrics = new HashMap<>();
    MixerConfiguration.of(IstioRelease.parse(tag))
        .metrics()
        .forEach(metric -> metrics.put(metric.series(), metric));
    assertThat(ours).containsKey("handler prometheus");
    assertThat(metrics).as(tag).hasSize(theirs.size());
    for (JsonNode their : theirs) {
      Metric metric = metrics.get("istio_" + their.get("name").stringValue());
      Set<String> labels = new TreeSet<>();
      their.get("label_names").forEach(label -> labels.add(label.stringValue()));
      assertThat(metric.labelNames()).as(tag).containsExactlyElementsOf(labels);
      assertThat(metric.kind()).as(tag).hasToString(their.get("kind").stringValue());
      assertThat(metric.bounds()).as(tag).isEqualTo(bounds(their.get("buckets")));
    }
  }

  private static List<Double> bounds(JsonNode buckets) {
    List<Double> bounds = new ArrayList<>();
    if (buckets == null) {
      return bounds;
    }
    if (buckets.has("explicit_buckets")) {
      buckets.get("explicit_buckets").get("bounds").forEach(b -> bounds.add(b.doubleValue()));
      return bounds;
    }
    JsonNode exponential = buckets.get("exponentialBuckets");
    double bound = exponential.get("scale").doubleValue();
    for (int i = 0; i <= exponential.get("numFiniteBuckets").intValue(); i++) {
      bounds.add(bound);
      bound *= exponential.get("growthFactor").doubleValue();
    }
    return bounds;
  }

  /** Our resources as plain YAML, by kind and name. */
  private static Map<String, Map<?, ?>> ours(IstioRelease release) {
    Map<String, Map<?, ?>> resources = new LinkedHashMap<>();
    for (String text : DefaultResources.of(release).values()) {
      for (Object document : new Yaml().loadAll(text)) {
        Map<?, ?> root = (Map<?, ?>) document;
        List<?> items = root.containsKey("items") ? (List<?>) root.get("items") : List.of(root);
        for (Object item : items) {
          Map<?, ?> resource = (Map<?, ?>) item;
          String name = String.valueOf(map(resource, "metadata").get("name"));
          resources.put(resource.get("kind") + " " + name, resource);
        }
      }
    }
    return resources;
  }

  private static Map<?, ?> map(Map<?, ?> outer, String key) {
    return (Map<?, ?>) outer.get(key);
  }

  @Test
  void theServiceLabelChangesWithinALine() {
    assertThat(service("1.3.0")).isEqualTo("destination.service.host | \"unknown\"");
    assertThat(service("1.3.1")).isEqualTo(service("1.3.5")).contains("| request.host |");
    assertThat(service("1.3.6")).isEqualTo(service("1.4.0")).isEqualTo(service("1.6"));
  }

  private static String service(String release) {
    Map<?, ?> count = ours(IstioRelease.parse(release)).get("instance requestcount");
    return String.valueOf(
        map(map(map(count, "spec"), "params"), "dimensions").get("destination_service"));
  }
}
