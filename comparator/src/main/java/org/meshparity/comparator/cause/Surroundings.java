package org.meshparity.comparator.cause;

import java.math.BigDecimal;
import java.util.List;
import org.meshparity.rules.CauseRule;
import org.meshparity.rules.Pack;

/**
 * What is known beside the groups of a run.
 *
 * @param tolerance relative, 0 to 1
 * @param rules causes that the pack declares
 * @param outcome labels that say how an event ended, by which an unknown is broken down
 * @param gathered what was read
 */
public record Surroundings(
    BigDecimal tolerance, List<CauseRule> rules, List<String> outcome, Gathered gathered) {

  public Surroundings {
    rules = List.copyOf(rules);
    outcome = List.copyOf(outcome);
  }

  /** Of a pack. */
  public static Surroundings of(BigDecimal tolerance, Pack pack, Gathered gathered) {
    return new Surroundings(tolerance, pack.causes(), pack.outcome(), gathered);
  }

  List<SenderFailures> failures() {
    return gathered.failures();
  }

  TargetLabels targets(boolean legacy) {
    return new TargetLabels(legacy ? gathered.legacyTargets() : gathered.candidateTargets());
  }
}
