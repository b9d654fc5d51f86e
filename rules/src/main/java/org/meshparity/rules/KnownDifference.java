package org.meshparity.rules;

import java.math.BigDecimal;
import java.util.List;

/**
 * A difference that the migration makes by design. It explains a gap up to its bound and never
 * changes a verdict.
 *
 * @param id unique within the pack
 * @param cause the named cause it stands for, e.g. {@code probe-traffic}
 * @param metrics names of the metrics it concerns
 * @param when which groups it concerns, by identity labels after mapping
 * @param side which side may count more
 * @param upTo largest share of legacy's count it explains, 0 to 1 or more
 * @param orUpTo largest difference in the metric's unit that it explains whatever its share, 0 for
 *     none; where legacy may be 0, no share bounds anything
 * @param claims what it can explain, e.g. {@code bucket} and {@code mean}; empty for every claim
 * @param reference issue, source or document that says so
 */
public record KnownDifference(
    String id,
    String cause,
    List<String> metrics,
    LabelMatchers when,
    Side side,
    BigDecimal upTo,
    BigDecimal orUpTo,
    List<String> claims,
    String reference) {

  /** The words for claims, as reports have them. */
  public static final List<String> CLAIMS =
      List.of("presence", "increase", "bucket", "threshold", "mean", "quantile", "distribution");

  public KnownDifference {
    if (upTo.signum() <= 0) {
      throw new IllegalArgumentException("up-to must be more than 0, was " + upTo);
    }
    if (orUpTo.signum() < 0) {
      throw new IllegalArgumentException("or-up-to must be 0 or more, was " + orUpTo);
    }
    metrics = List.copyOf(metrics);
    claims = List.copyOf(claims);
  }

  /** One that explains every claim. */
  public KnownDifference(
      String id,
      String cause,
      List<String> metrics,
      LabelMatchers when,
      Side side,
      BigDecimal upTo,
      String reference) {
    this(id, cause, metrics, when, side, upTo, BigDecimal.ZERO, List.of(), reference);
  }

  /** Whether it concerns a claim. */
  public boolean about(String claim) {
    return claims.isEmpty() || claims.contains(claim);
  }

  /** Which side may count more. */
  public enum Side {
    CANDIDATE_MORE,
    LEGACY_MORE,
    EITHER
  }
}
