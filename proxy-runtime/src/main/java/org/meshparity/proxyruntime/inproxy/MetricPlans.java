package org.meshparity.proxyruntime.inproxy;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.MetricPlan.Streams;
import org.meshparity.proxyruntime.inproxy.MetricPlan.Value;
import org.meshparity.proxyruntime.inproxy.expression.Expression;
import org.meshparity.proxyruntime.inproxy.expression.ParseFailed;

/**
 * Makes the metrics of a filter: a release's own, then what the configuration defines and changes,
 * in that order. An expression that cannot be read takes its label or definition with it, and a
 * line in the log says so: that is what the proxies do, and a mistake shows as a label that is
 * missing.
 */
final class MetricPlans {

  private static final Logger LOG = System.getLogger(MetricPlans.class.getName());
  private static final int STANDARD = StandardLabel.values().length;

  private final IstioRelease release;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, Integer> expressionIndexes = new LinkedHashMap<>();
  private final List<Expression> expressions = new ArrayList<>();

  MetricPlans(IstioRelease release, StatsFilterConfig config) {
    this.release = release;
    addStandard();
    config.definitions().forEach(this::define);
    config.metrics().forEach(this::change);
  }

  List<MetricPlan> metrics() {
    return drafts.values().stream().map(Draft::plan).toList();
  }

  List<Expression> expressions() {
    return expressions;
  }

  private void addStandard() {
    add("requests_total", MetricType.COUNTER, Value.ONE, Streams.REQUESTS);
    add("request_duration_milliseconds", MetricType.HISTOGRAM, Value.DURATION, Streams.REQUESTS);
    add("request_bytes", MetricType.HISTOGRAM, Value.REQUEST_BYTES, Streams.REQUESTS);
    add("response_bytes", MetricType.HISTOGRAM, Value.RESPONSE_BYTES, Streams.REQUESTS);
    if (release.isAtLeast(5)) {
      add("tcp_sent_bytes_total", MetricType.COUNTER, Value.TCP_SENT, Streams.TCP);
      add("tcp_received_bytes_total", MetricType.COUNTER, Value.TCP_RECEIVED, Streams.TCP);
      add("tcp_connections_opened_total", MetricType.COUNTER, Value.TCP_OPENED, Streams.TCP);
      add("tcp_connections_closed_total", MetricType.COUNTER, Value.TCP_CLOSED, Streams.TCP);
    }
    if (release.isAtLeast(8)) {
      add("request_messages_total", MetricType.COUNTER, Value.REQUEST_MESSAGES, Streams.GRPC);
      add("response_messages_total", MetricType.COUNTER, Value.RESPONSE_MESSAGES, Streams.GRPC);
    }
  }

  private void add(String name, MetricType type, Value value, Streams streams) {
    Draft draft = new Draft(name, type, value, streams);
    for (StandardLabel label : StandardLabel.of(release)) {
      boolean has =
          switch (streams) {
            case REQUESTS -> true;
            case TCP -> label.isOfTcp();
            case GRPC -> label.isOfPeers();
          };
      if (has) {
        draft.sources.put(label.toString(), label.index());
      }
    }
    drafts.put(name, draft);
  }

  private void define(StatsFilterConfig.Definition definition) {
    Expression value;
    try {
      value = Expression.parse(definition.value());
    } catch (ParseFailed e) {
      LOG.log(Level.WARNING, "metric " + definition.name() + " is not defined: " + e.getMessage());
      return;
    }
    Draft draft =
        drafts.computeIfAbsent(
            definition.name(),
            name -> new Draft(name, MetricType.COUNTER, Value.EXPRESSION, Streams.REQUESTS));
    draft.type = MetricType.valueOf(definition.type().name());
    draft.value = Value.EXPRESSION;
    draft.expression = value;
  }

  private void change(StatsFilterConfig.Change change) {
    Set<String> removed = Set.copyOf(change.tagsToRemove());
    for (Draft draft : drafts.values()) {
      if (change.name().isEmpty() || change.name().equals(draft.name)) {
        draft.sources.keySet().removeAll(removed);
        new TreeMap<>(change.dimensions()).forEach(draft::give);
      }
    }
  }

  /** Where the value of an expression is found; null when the expression cannot be read. */
  private @Nullable Integer source(String label, String text) {
    Integer known = expressionIndexes.get(text);
    if (known != null) {
      return known;
    }
    try {
      expressions.add(Expression.parse(text));
    } catch (ParseFailed e) {
      LOG.log(Level.WARNING, "label " + label + " is left out: " + e.getMessage());
      return null;
    }
    int source = STANDARD + expressions.size() - 1;
    expressionIndexes.put(text, source);
    return source;
  }

  /** A metric while it is still changed. */
  private final class Draft {

    private final String name;
    private final Streams streams;
    private final Map<String, Integer> sources = new LinkedHashMap<>();
    private MetricType type;
    private Value value;
    private @Nullable Expression expression;

    Draft(String name, MetricType type, Value value, Streams streams) {
      this.name = name;
      this.type = type;
      this.value = value;
      this.streams = streams;
    }

    void give(String label, String text) {
      Integer source = source(label, text);
      if (source == null) {
        sources.remove(label);
      } else {
        sources.put(label, source);
      }
    }

    MetricPlan plan() {
      return new MetricPlan(
          name,
          type,
          value,
          expression,
          streams,
          List.copyOf(sources.keySet()),
          List.copyOf(sources.values()));
    }
  }
}
