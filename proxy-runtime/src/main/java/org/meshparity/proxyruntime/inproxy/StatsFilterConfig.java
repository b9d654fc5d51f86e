package org.meshparity.proxyruntime.inproxy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.meshparity.proxyruntime.IstioRelease;

/**
 * The stats filter's own configuration.
 *
 * @param debug accepted, and without effect
 * @param maxPeerCacheSize how many peers are remembered; negative for none
 * @param statPrefix before every metric's name
 * @param fieldSeparator after every label in a stat's raw name
 * @param valueSeparator between a label and its value there
 * @param disableHostHeaderFallback whether the host that was asked for never names the service
 * @param tcpReportingDuration how often a TCP connection is reported while it lasts, more than 0
 * @param metrics what is changed of metrics
 * @param definitions metrics that are added or made of something else
 */
public record StatsFilterConfig(
    boolean debug,
    int maxPeerCacheSize,
    String statPrefix,
    String fieldSeparator,
    String valueSeparator,
    boolean disableHostHeaderFallback,
    Duration tcpReportingDuration,
    List<Change> metrics,
    List<Definition> definitions) {

  /** What a filter does that is not configured. */
  public static final StatsFilterConfig DEFAULT =
      new StatsFilterConfig(
          false, 500, "istio", ";.;", "=.=", false, Duration.ofSeconds(15), List.of(), List.of());

  public StatsFilterConfig {
    if (tcpReportingDuration.isNegative() || tcpReportingDuration.isZero()) {
      throw new IllegalArgumentException(
          "tcp_reporting_duration must be more than 0, was " + tcpReportingDuration);
    }
    metrics = List.copyOf(metrics);
    definitions = List.copyOf(definitions);
  }

  /**
   * Reads a configuration as an EnvoyFilter holds it, JSON or YAML.
   *
   * @param release which fields it may have
   * @throws IllegalArgumentException with the line, for what the filter does not know
   */
  public static StatsFilterConfig parse(String text, IstioRelease release) {
    return new FilterConfigReader(release).read(text);
  }

  /**
   * What is changed of a metric, or of all.
   *
   * @param name of the metric; empty for all
   * @param dimensions expressions by the label that they give a value
   * @param tagsToRemove labels that are left out
   */
  public record Change(String name, Map<String, String> dimensions, List<String> tagsToRemove) {

    public Change {
      dimensions = Map.copyOf(dimensions);
      tagsToRemove = List.copyOf(tagsToRemove);
    }
  }

  /**
   * A metric of its own, or another value for one of the filter's.
   *
   * @param name of the metric, without the prefix
   * @param value an expression
   * @param type of the metric
   */
  public record Definition(String name, String value, Type type) {

    /** What kind of metric is made of the values. */
    public enum Type {
      COUNTER,
      GAUGE,
      HISTOGRAM
    }
  }
}
