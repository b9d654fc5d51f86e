package org.meshparity.proxyruntime.inproxy;

import java.util.ArrayList;
import java.util.List;
import org.meshparity.proxyruntime.inproxy.MetricPlan.Streams;
import org.meshparity.proxyruntime.inproxy.expression.EvaluationFailed;
import org.meshparity.proxyruntime.inproxy.expression.Expression;

/**
 * One stats filter as it is configured: which metrics it makes of a stream and which values their
 * labels have. Safe for use by several threads.
 */
final class Generator {

  private static final String[] NOTHING = {};

  private final NodeMetadata local;
  private final StandardLabels labels;
  private final StatsFilterConfig config;
  private final StatTags tags;
  private final List<MetricPlan> metrics;
  private final Expression[] expressions;
  private final String failed;

  Generator(InProxySettings settings, StatsFilterConfig config) {
    this.config = config;
    local = settings.node();
    labels = new StandardLabels(settings.release(), local, !config.disableHostHeaderFallback());
    tags =
        settings.testBootstrap()
            ? StatTags.ofTests(settings.release(), settings.extraStatTags())
            : StatTags.installed(settings.release(), settings.extraStatTags());
    MetricPlans plans = new MetricPlans(settings.release(), config);
    metrics = plans.metrics();
    expressions = plans.expressions().toArray(new Expression[0]);
    failed = settings.release().isAtLeast(6) ? StandardLabels.UNKNOWN : "";
  }

  StatsFilterConfig config() {
    return config;
  }

  StatTags tags() {
    return tags;
  }

  /** The metrics that are made of such a stream. */
  MetricPlan[] metricsOf(StreamFacts facts) {
    List<MetricPlan> made = new ArrayList<>();
    for (MetricPlan metric : metrics) {
      Streams streams = metric.streams();
      if (streams.include(facts)) {
        made.add(metric);
      }
    }
    return made.toArray(new MetricPlan[0]);
  }

  /** Whether the host of a request to this cluster is in any standard label. */
  boolean hostMatters(String cluster) {
    return labels.hostMatters(cluster);
  }

  /** The values of the configured dimensions; nothing is made when there are none. */
  String[] dimensions(StreamFacts facts) {
    if (expressions.length == 0) {
      return NOTHING;
    }
    StreamScope scope = new StreamScope(facts, local);
    String[] values = new String[expressions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(expressions[i], scope);
    }
    return values;
  }

  private String value(Expression expression, StreamScope scope) {
    try {
      return expression.text(scope);
    } catch (EvaluationFailed e) {
      return failed;
    }
  }

  /** What a configured definition adds; 0 when it has no value, and never less. */
  long number(Expression expression, StreamFacts facts) {
    try {
      return Math.max(0, expression.number(new StreamScope(facts, local)));
    } catch (EvaluationFailed e) {
      return 0;
    }
  }

  /** All values of a stream: of the standard labels, then of the dimensions. */
  String[] values(StreamFacts facts, String[] dimensions) {
    String[] standard = labels.of(facts);
    String[] all = new String[standard.length + dimensions.length];
    System.arraycopy(standard, 0, all, 0, standard.length);
    System.arraycopy(dimensions, 0, all, standard.length, dimensions.length);
    return all;
  }
}
