package org.meshparity.proxyruntime.mixer.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.meshparity.proxyruntime.mixer.expression.Expression;

/**
 * One metric: an instance that says what is measured, joined with the handler's part that says how
 * it is shown.
 *
 * @param series its name on the page
 * @param help what the page says about it
 * @param bounds upper bounds of the buckets, inclusive, without infinity; only a distribution has
 *     any
 * @param labelNames sorted, as the page shows them
 * @param labels what each label holds, in the same order
 * @param value what one report adds, sets or observes
 * @param expiry when idle series go; empty if they never do
 */
public record Metric(
    String series,
    String help,
    Kind kind,
    List<Double> bounds,
    List<String> labelNames,
    List<Expression> labels,
    Expression value,
    Optional<Expiry> expiry) {

  /** What a metric does with a value. */
  public enum Kind {
    COUNTER,
    GAUGE,
    DISTRIBUTION
  }

  /**
   * When idle series go.
   *
   * @param after how long a series must not have been touched
   * @param check how often that is looked at
   */
  public record Expiry(Duration after, Duration check) {

    public Expiry {
      if (after.isNegative() || after.isZero() || check.isNegative() || check.isZero()) {
        throw new IllegalArgumentException(
            "expiry and its check must be more than 0, were " + after + " and " + check);
      }
    }

    /** Looked at twice in that time, as Mixer does unless told otherwise. */
    public static Expiry after(Duration idle) {
      return new Expiry(idle, idle.dividedBy(2).plusNanos(1));
    }
  }

  public Metric {
    bounds = List.copyOf(bounds);
    labelNames = List.copyOf(labelNames);
    labels = List.copyOf(labels);
    if (labelNames.size() != labels.size()) {
      throw new IllegalArgumentException(
          "labels must have one name each, were " + labelNames + " for " + labels.size());
    }
  }

  Metric withExpiry(Expiry other) {
    return new Metric(series, help, kind, bounds, labelNames, labels, value, Optional.of(other));
  }
}
