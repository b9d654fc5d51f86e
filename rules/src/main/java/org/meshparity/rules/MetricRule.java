package org.meshparity.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One metric of the migration: which series of either side tell of the same events.
 *
 * @param name the pack's own name, e.g. {@code request-duration}
 * @param type counter, histogram, or the count and sum of a summary
 * @param unit of the candidate, in which everything is reported, e.g. {@code milliseconds}
 * @param legacy the old generation's series
 * @param candidate the new generation's series
 * @param values whether the observed values are whole numbers or continuous; decides which cuts are
 *     the same
 * @param thresholds in {@code unit}: cumulative counts that somebody's alert or objective stands
 *     on; gating
 * @param comparableUpTo in {@code unit}, inclusive: above it the two do not measure the same; empty
 *     for no limit
 * @param provenance where the mapping comes from
 */
public record MetricRule(
    String name,
    Type type,
    String unit,
    SeriesRules legacy,
    SeriesRules candidate,
    Values values,
    List<BigDecimal> thresholds,
    Optional<BigDecimal> comparableUpTo,
    Provenance provenance) {

  public MetricRule {
    thresholds = List.copyOf(thresholds);
  }

  /** No two metrics of a pack share a name, so that nothing else need be looked at. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** What kind of series a metric is. */
  public enum Type {
    COUNTER,
    HISTOGRAM,
    SUMMARY
  }

  /** What a histogram observes. */
  public enum Values {
    INTEGER,
    CONTINUOUS
  }

  /**
   * Where a mapping comes from.
   *
   * @param url source text or documentation
   * @param versions for which releases it holds, e.g. {@code 1.3 - 1.8}
   * @param checked ISO date on which somebody compared it with the source
   */
  public record Provenance(String url, String versions, String checked) {}
}
