package org.meshparity.comparator.cause;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.meshparity.rules.CauseRule;

/** What is known beside the groups of a test. */
final class Around {

  private static final BigDecimal ONE_PERCENT = new BigDecimal("0.01");

  private Around() {}

  static Surroundings nothing() {
    return of(List.of(), List.of(), List.of(), List.of());
  }

  static Surroundings failed(SenderFailures failures) {
    return of(List.of(), List.of(), List.of(failures), List.of());
  }

  static Surroundings declared(List<CauseRule> rules, List<String> outcome) {
    return of(rules, outcome, List.of(), List.of());
  }

  static Surroundings elsewhere(Elsewhere elsewhere) {
    return of(List.of(), List.of(), List.of(), List.of(elsewhere));
  }

  private static Surroundings of(
      List<CauseRule> rules,
      List<String> outcome,
      List<SenderFailures> failures,
      List<Elsewhere> elsewhere) {
    return new Surroundings(
        ONE_PERCENT,
        rules,
        outcome,
        new Gathered(failures, elsewhere, List.of(), Set.of(), Set.of(), List.of()));
  }
}
