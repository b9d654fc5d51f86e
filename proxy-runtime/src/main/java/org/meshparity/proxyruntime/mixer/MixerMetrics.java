package org.meshparity.proxyruntime.mixer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.meshparity.proxyruntime.attribute.AttributeBag;

/** Every metric Mixer exposes, and the rules that feed them. */
final class MixerMetrics {

  private final List<Rule> rules;
  private final Map<MetricDefinition, MetricFamily> families = new LinkedHashMap<>();
  private final LongSupplier nanoClock;

  MixerMetrics(List<Rule> rules, LongSupplier nanoClock) {
    this.rules = List.copyOf(rules);
    this.nanoClock = nanoClock;
    for (Rule rule : rules) {
      rule.metrics().forEach(metric -> families.put(metric, new MetricFamily(metric)));
    }
  }

  /**
   * Counts one report in every metric whose rule it matches.
   *
   * @throws EvaluationFailed naming every metric that could not use it; the others have counted it
   */
  void record(AttributeBag bag) {
    long now = nanoClock.getAsLong();
    List<String> failures = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.match().test(bag)) {
        rule.metrics().forEach(metric -> record(metric, bag, now, failures));
      }
    }
    if (!failures.isEmpty()) {
      throw new EvaluationFailed(String.join("; ", failures));
    }
  }

  private void record(MetricDefinition metric, AttributeBag bag, long now, List<String> failures) {
    MetricFamily family = families.get(metric);
    if (family == null) {
      throw new IllegalStateException("no family for " + metric.name());
    }
    try {
      family.record(bag, now);
    } catch (EvaluationFailed e) {
      failures.add(metric.name() + ": " + e.getMessage());
    }
  }

  /** Deletes the series that were idle for so long. */
  void expire(Duration idle) {
    long now = nanoClock.getAsLong();
    families.values().forEach(family -> family.expire(idle, now));
  }

  /** Writes the page. */
  void write(Appendable out) throws IOException {
    GoExposition exposition = new GoExposition(out);
    for (MetricFamily family : families.values()) {
      exposition.write(family.collect());
    }
  }
}
