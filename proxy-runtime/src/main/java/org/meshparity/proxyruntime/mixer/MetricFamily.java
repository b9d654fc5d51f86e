package org.meshparity.proxyruntime.mixer;

import io.prometheus.client.Collector;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.AttributeValue;

/**
 * The series of one metric, and when each was last touched.
 *
 * <p>Recording and expiring exclude each other: else a report that arrives while its series is
 * deleted would be counted into the void.
 */
final class MetricFamily {

  private final MetricDefinition definition;
  private final @Nullable Counter counter;
  private final @Nullable Histogram histogram;
  private final Map<List<String>, Long> touchedNanos = new HashMap<>();

  MetricFamily(MetricDefinition definition) {
    this.definition = definition;
    String name = "istio_" + definition.name();
    String[] labels = definition.labels().keySet().toArray(String[]::new);
    if (definition.isHistogram()) {
      double[] bounds = definition.bounds().stream().mapToDouble(b -> b).toArray();
      counter = null;
      histogram =
          Histogram.build(name, definition.name()).labelNames(labels).buckets(bounds).create();
    } else {
      histogram = null;
      counter = Counter.build(name, definition.name()).labelNames(labels).create();
    }
  }

  /**
   * Counts one report.
   *
   * @throws EvaluationFailed when a label or the value cannot be had; nothing is counted then
   */
  void record(AttributeBag bag, long nowNanos) {
    List<String> labels = new ArrayList<>(definition.labels().size());
    for (Map.Entry<String, Expression> label : definition.labels().entrySet()) {
      labels.add(Values.text(label.getKey(), label.getValue().evaluate(bag)));
    }
    double value = Values.number(definition.name(), definition.value().evaluate(bag));
    record(labels, value, nowNanos);
  }

  private synchronized void record(List<String> labels, double value, long nowNanos) {
    String[] values = labels.toArray(String[]::new);
    if (counter != null) {
      counter.labels(values).inc(value);
    }
    if (histogram != null) {
      histogram.labels(values).observe(value);
    }
    touchedNanos.put(labels, nowNanos);
  }

  /** Deletes the series that no report touched for so long; each restarts at 0 if it comes back. */
  synchronized void expire(Duration idle, long nowNanos) {
    Iterator<Map.Entry<List<String>, Long>> series = touchedNanos.entrySet().iterator();
    while (series.hasNext()) {
      Map.Entry<List<String>, Long> entry = series.next();
      if (nowNanos - entry.getValue() < idle.toNanos()) {
        continue;
      }
      remove(entry.getKey().toArray(String[]::new));
      series.remove();
    }
  }

  private void remove(String[] labels) {
    if (counter != null) {
      counter.remove(labels);
    }
    if (histogram != null) {
      histogram.remove(labels);
    }
  }

  /** The family as it stands; every sample of one series is of the same moment. */
  synchronized List<Collector.MetricFamilySamples> collect() {
    if (counter != null) {
      return counter.collect();
    }
    return histogram == null ? List.of() : histogram.collect();
  }

  /** How values become label text and numbers. */
  private static final class Values {

    private Values() {}

    static String text(String label, @Nullable AttributeValue value) {
      if (value instanceof AttributeValue.Text text) {
        return text.value();
      }
      if (value instanceof AttributeValue.Whole whole) {
        return Long.toString(whole.value());
      }
      if (value instanceof AttributeValue.Flag flag) {
        return Boolean.toString(flag.value());
      }
      throw new EvaluationFailed("label " + label + " has no usable value, was " + value);
    }

    /** Durations in seconds, as floating point from nanoseconds. */
    static double number(String metric, @Nullable AttributeValue value) {
      if (value instanceof AttributeValue.Whole whole) {
        return whole.value();
      }
      if (value instanceof AttributeValue.Real real) {
        return real.value();
      }
      if (value instanceof AttributeValue.Span span) {
        Duration duration = span.value();
        return duration.toSeconds() + duration.toNanosPart() / 1e9;
      }
      throw new EvaluationFailed("metric " + metric + " has no number, was " + value);
    }
  }
}
