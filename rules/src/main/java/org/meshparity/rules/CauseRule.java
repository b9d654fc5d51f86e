package org.meshparity.rules;

import java.util.List;
import java.util.Optional;
import org.meshparity.rules.KnownDifference.Side;

/**
 * A cause that a pack gives a name: by which groups it shows in, and which side has more there. It
 * names a gap and never explains it away.
 *
 * @param id the cause's name, e.g. {@code probe-traffic}
 * @param title one sentence, without a full stop
 * @param metrics names of the metrics in which it shows; empty for all
 * @param claims what differs in those groups, e.g. {@code mean}; empty for anything
 * @param when which groups show it, by identity labels after mapping
 * @param insteadOf of traffic that one side counts in another group: the groups of which legacy has
 *     more, while {@code when} holds for those of which the candidate has more
 * @param side which side has more; of traffic that moved, either
 * @param reference issue, source or document that says so
 */
public record CauseRule(
    String id,
    String title,
    List<String> metrics,
    List<String> claims,
    LabelMatchers when,
    Optional<LabelMatchers> insteadOf,
    Side side,
    String reference) {

  public CauseRule {
    metrics = List.copyOf(metrics);
    claims = List.copyOf(claims);
  }

  /** Whether it shows in a metric. */
  public boolean concerns(String metric) {
    return metrics.isEmpty() || metrics.contains(metric);
  }

  /** Whether a claim that differs is one by which it shows. */
  public boolean about(String claim) {
    return claims.isEmpty() || claims.contains(claim);
  }
}
