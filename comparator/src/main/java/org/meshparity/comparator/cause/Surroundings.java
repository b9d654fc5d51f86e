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
 * @param failures what senders say they lost
 * @param elsewhere counts that are where the pack does not look
 * @param troubles targets of which something was not seen
 * @param legacyTargets what the legacy side's targets are called
 * @param candidateTargets what the candidate side's targets are called
 * @param notes what could not be looked for, and why
 */
public record Surroundings(
    BigDecimal tolerance,
    List<CauseRule> rules,
    List<String> outcome,
    List<SenderFailures> failures,
    List<Elsewhere> elsewhere,
    List<TargetTrouble> troubles,
    TargetLabels legacyTargets,
    TargetLabels candidateTargets,
    List<String> notes) {

  public Surroundings {
    rules = List.copyOf(rules);
    outcome = List.copyOf(outcome);
    failures = List.copyOf(failures);
    elsewhere = List.copyOf(elsewhere);
    troubles = List.copyOf(troubles);
    notes = List.copyOf(notes);
  }

  /** Where nothing is known but the pack. */
  public static Surroundings of(BigDecimal tolerance, Pack pack) {
    return new Surroundings(
        tolerance,
        pack.causes(),
        pack.outcome(),
        List.of(),
        List.of(),
        List.of(),
        TargetLabels.NONE,
        TargetLabels.NONE,
        List.of());
  }

  TargetLabels targets(boolean legacy) {
    return legacy ? legacyTargets : candidateTargets;
  }
}
