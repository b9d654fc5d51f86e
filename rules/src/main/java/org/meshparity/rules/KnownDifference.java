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
 * @param reference issue, source or document that says so
 */
public record KnownDifference(
    String id,
    String cause,
    List<String> metrics,
    LabelMatchers when,
    Side side,
    BigDecimal upTo,
    String reference) {

  public KnownDifference {
    if (upTo.signum() <= 0) {
      throw new IllegalArgumentException("up-to must be more than 0, was " + upTo);
    }
    metrics = List.copyOf(metrics);
  }

  /** Which side may count more. */
  public enum Side {
    CANDIDATE_MORE,
    LEGACY_MORE,
    EITHER
  }
}
