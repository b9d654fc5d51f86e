package org.meshparity.proxyruntime.mixer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One metric of Mixer's configuration: what is measured and by what it is told apart.
 *
 * @param name without the {@code istio_} that the exporter puts before it
 * @param bounds upper bounds of the buckets, inclusive, without infinity; empty for a counter
 * @param value what one report adds or observes
 * @param labels by label name, sorted
 */
record MetricDefinition(
    String name, List<Double> bounds, Expression value, Map<String, Expression> labels) {

  MetricDefinition {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a metric must have a name");
    }
    bounds = List.copyOf(bounds);
    labels = new TreeMap<>(labels);
  }

  static MetricDefinition counter(String name, Expression value, Map<String, Expression> labels) {
    return new MetricDefinition(name, List.of(), value, labels);
  }

  boolean isHistogram() {
    return !bounds.isEmpty();
  }
}
