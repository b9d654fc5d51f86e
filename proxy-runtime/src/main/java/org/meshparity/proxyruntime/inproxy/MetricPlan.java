package org.meshparity.proxyruntime.inproxy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.expression.Expression;

/**
 * One metric that a filter makes of every stream: how it is called, which labels it has and what is
 * added to it.
 *
 * @param name without the prefix
 * @param type of the metric
 * @param value what is added
 * @param expression what is added instead, where the configuration defines it
 * @param streams which streams it is made of
 * @param tags names of its labels, in their order
 * @param sources where the value of each is found in a stream's values
 */
record MetricPlan(
    String name,
    MetricType type,
    Value value,
    @Nullable Expression expression,
    Streams streams,
    List<String> tags,
    List<Integer> sources) {

  MetricPlan {
    tags = List.copyOf(tags);
    sources = List.copyOf(sources);
  }

  /** What the labels put before the name of a stat with these values. */
  String rawLabels(String[] values, StatsFilterConfig config) {
    StringBuilder raw = new StringBuilder(768);
    for (int i = 0; i < tags.size(); i++) {
      raw.append(tags.get(i)).append(config.valueSeparator());
      raw.append(values[sources.get(i)]).append(config.fieldSeparator());
    }
    return raw.toString();
  }

  /** The rest of a stat's name. */
  String rawName(StatsFilterConfig config) {
    return "_" + config.statPrefix() + "_" + name;
  }

  /** Which streams a metric is made of. */
  enum Streams {
    REQUESTS,
    GRPC,
    TCP;

    boolean include(StreamFacts facts) {
      if (!(facts instanceof RequestFacts request)) {
        return this == TCP;
      }
      return this == REQUESTS || (this == GRPC && request.isGrpc());
    }
  }

  /** What of a stream is added to a metric. */
  enum Value {
    ONE,
    DURATION,
    REQUEST_BYTES,
    RESPONSE_BYTES,
    REQUEST_MESSAGES,
    RESPONSE_MESSAGES,
    TCP_SENT,
    TCP_RECEIVED,
    TCP_OPENED,
    TCP_CLOSED,
    EXPRESSION
  }
}
