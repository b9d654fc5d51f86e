package org.meshparity.proxyruntime.mixer.config;

import java.util.List;
import java.util.Optional;
import org.meshparity.proxyruntime.mixer.expression.Expression;

/**
 * Which reports become which metrics.
 *
 * @param name for messages
 * @param match reports for which it holds count; empty if all do. One that cannot be evaluated for
 *     a report does not hold for it
 * @param namespace whose workloads' reports count; empty for the whole mesh
 * @param metrics what such a report is recorded in; one that is named twice is recorded twice
 */
public record Rule(
    String name, Optional<Expression> match, Optional<String> namespace, List<Metric> metrics) {

  public Rule {
    metrics = List.copyOf(metrics);
  }
}
