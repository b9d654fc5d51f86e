package org.meshparity.proxyruntime.mixer;

import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.mixer.config.Metric;
import org.meshparity.proxyruntime.mixer.config.MixerConfiguration;
import org.meshparity.proxyruntime.mixer.config.Rule;
import org.meshparity.proxyruntime.mixer.expression.EvaluationFailed;
import org.meshparity.proxyruntime.mixer.expression.Expression;
import org.meshparity.proxyruntime.mixer.expression.Frame;
import org.meshparity.proxyruntime.mixer.expression.Slots;

/**
 * Every metric of a configuration, and the rules that feed them.
 *
 * <p>One thread at a time may record or expire; any may collect meanwhile.
 */
final class MixerMetrics extends Collector implements Collector.Describable {

  private static final int MOST_FAILURES = 10;

  private final Map<Metric, Place> places = new LinkedHashMap<>();
  private final List<RowTable> tables = new ArrayList<>();
  private final List<Fed> rules = new ArrayList<>();
  private final int reporterKind;
  private final int sourceNamespace;
  private final int destinationNamespace;
  private final SeriesLimit limit;
  private long reports;

  MixerMetrics(MixerConfiguration configuration, SeriesLimit limit) {
    this.limit = limit;
    Slots slots = configuration.slots();
    boolean local = configuration.rules().stream().anyMatch(r -> r.namespace().isPresent());
    reporterKind = local ? slots.use("context.reporter.kind") : -1;
    sourceNamespace = local ? slots.use("source.namespace") : -1;
    destinationNamespace = local ? slots.use("destination.namespace") : -1;
    place(configuration.metrics());
    for (Rule rule : configuration.rules()) {
      rules.add(new Fed(rule, rule.metrics().stream().map(this::placeOf).toArray(Place[]::new)));
    }
  }

  private void place(List<Metric> metrics) {
    Map<List<Object>, RowTable> byLabels = new HashMap<>();
    List<Metric> sorted = new ArrayList<>(metrics);
    sorted.sort(Comparator.comparing(Metric::series));
    for (Metric metric : sorted) {
      List<Expression> labels = metric.labels();
      RowTable table =
          byLabels.computeIfAbsent(
              List.of(metric.labelNames(), labels), key -> new RowTable(labels, limit));
      places.put(metric, new Place(metric, table, table.add(metric)));
    }
    tables.addAll(byLabels.values());
  }

  private Place placeOf(Metric metric) {
    Place place = places.get(metric);
    if (place == null) {
      throw new IllegalStateException("no place for " + metric.series());
    }
    return place;
  }

  /**
   * Records one report in every metric of the rules it matches.
   *
   * @return what kept it from being recorded, one text per metric; null if nothing did
   */
  @Nullable List<String> record(Frame frame, long nowNanos) {
    reports++;
    List<String> failures = null;
    for (Fed rule : rules) {
      if (matches(rule.rule, frame)) {
        failures = record(rule.places, frame, nowNanos, failures);
      }
    }
    return failures;
  }

  private @Nullable List<String> record(
      Place[] places, Frame frame, long nowNanos, @Nullable List<String> earlier) {
    List<String> failures = earlier;
    for (Place place : places) {
      try {
        place.table.record(place.index, frame, reports, nowNanos);
      } catch (EvaluationFailed e) {
        failures = failures == null ? new ArrayList<>() : failures;
        if (failures.size() < MOST_FAILURES) {
          failures.add(place.metric.series() + ": " + e.getMessage());
        }
      }
    }
    return failures;
  }

  private boolean matches(Rule rule, Frame frame) {
    if (rule.namespace().isPresent() && !rule.namespace().get().equals(namespace(frame))) {
      return false;
    }
    if (rule.match().isEmpty()) {
      return true;
    }
    try {
      return rule.match().get().flag(frame);
    } catch (EvaluationFailed e) {
      return false;
    }
  }

  /** Whose report it is: the called workload's, unless the caller's proxy sent it. */
  private @Nullable String namespace(Frame frame) {
    boolean outbound = "outbound".equals(frame.textAt(reporterKind));
    return frame.textAt(outbound ? sourceNamespace : destinationNamespace);
  }

  /** Deletes idle series. */
  void expire(long nowNanos) {
    tables.forEach(table -> table.expire(nowNanos));
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Map<RowTable, List<Row>> rows = new HashMap<>();
    List<MetricFamilySamples> families = new ArrayList<>();
    for (Place place : places.values()) {
      List<Row> all = rows.computeIfAbsent(place.table, MixerMetrics::sorted);
      families.add(new Family(place.metric, new FamilySamples(place.metric, place.index, all)));
    }
    return families;
  }

  private static List<Row> sorted(RowTable table) {
    List<Row> rows = table.copy();
    rows.sort(Comparator.naturalOrder());
    return rows;
  }

  @Override
  public List<MetricFamilySamples> describe() {
    List<MetricFamilySamples> families = new ArrayList<>();
    places.keySet().forEach(metric -> families.add(new Family(metric, List.of())));
    return families;
  }

  /** Where a metric's series are. */
  private record Place(Metric metric, RowTable table, int index) {}

  private static final class Fed {
    private final Rule rule;
    private final Place[] places;

    Fed(Rule rule, Place[] places) {
      this.rule = rule;
      this.places = places;
    }
  }
}
