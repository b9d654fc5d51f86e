package org.meshparity.comparator.cause;

import java.util.List;
import org.meshparity.comparator.series.Bounds;

/**
 * What the senders themselves say they failed to report during the window.
 *
 * @param ofLegacy whether the failed reports are lacking on the legacy side
 * @param series the counters that say so
 * @param reports how many, as bounds
 * @param holds how many events one report may hold
 * @param metrics whose events the reports hold; empty for all
 * @param query what shows it
 */
public record SenderFailures(
    boolean ofLegacy,
    List<String> series,
    Bounds reports,
    long holds,
    List<String> metrics,
    List<CauseQuery> query) {

  public SenderFailures {
    series = List.copyOf(series);
    metrics = List.copyOf(metrics);
    query = List.copyOf(query);
  }

  boolean about(String metric) {
    return metrics.isEmpty() || metrics.contains(metric);
  }
}
