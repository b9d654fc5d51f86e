package org.meshparity.proxyruntime.mixer;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.List;
import org.meshparity.proxyruntime.mixer.config.Metric;

/**
 * A family that keeps its name and its samples as they are.
 *
 * <p>simpleclient would rename a counter that does not end in {@code _total}, and copy all samples
 * of one that does. So every family is of unknown type to it, and knows its own.
 */
final class Family extends MetricFamilySamples {

  private final String typeWord;

  Family(Metric metric, List<Sample> samples) {
    super(metric.series(), Collector.Type.UNKNOWN, metric.help(), samples);
    this.typeWord =
        switch (metric.kind()) {
          case COUNTER -> "counter";
          case GAUGE -> "gauge";
          case DISTRIBUTION -> "histogram";
        };
  }

  /** As the page calls it. */
  String typeWord() {
    return typeWord;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
