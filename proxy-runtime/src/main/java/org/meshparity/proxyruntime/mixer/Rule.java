package org.meshparity.proxyruntime.mixer;

import java.util.List;
import java.util.function.Predicate;
import org.meshparity.proxyruntime.attribute.AttributeBag;

/**
 * Which reports become which metrics.
 *
 * @param match reports for which it holds are recorded in every metric of the rule
 */
record Rule(Predicate<AttributeBag> match, List<MetricDefinition> metrics) {

  Rule {
    metrics = List.copyOf(metrics);
  }
}
