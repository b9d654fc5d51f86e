package org.meshparity.comparator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.gate.GatePolicy.FailOn;

class DecisionTest {

  @Test
  void aProofOutlivesMissingData() {
    assertThat(decide(facts(1, 0, 0.5, 100, 0.2)).outcome()).isEqualTo(Outcome.GAPS);
  }

  @Test
  void aWindowThatWasNotScrapedIsUnavailableBeforeItIsUndecided() {
    Decision decision = decide(facts(0, 0, 0.5, 100, 0.94));

    assertThat(decision.outcome()).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(decision.exitCode()).isEqualTo(4);
    assertThat(decision.reasons().get(0)).contains("candidate", "94.0 %", "95.0 %");
  }

  @Test
  void noTrafficIsNeverParity() {
    assertThat(decide(facts(0, 0, 0, 0, 1)).outcome()).isEqualTo(Outcome.NO_DATA);
  }

  @Test
  void undecidedTrafficExactlyAtTheLimitPasses() {
    assertThat(decide(facts(0, 0, 0.05, 100, 1)).outcome()).isEqualTo(Outcome.PARITY);
    assertThat(decide(facts(0, 0, 0.0501, 100, 1)).exitCode()).isEqualTo(3);
  }

  @Test
  void undecidedTrafficFailsWhereThePolicySaysSo() {
    GatePolicy strict =
        new GatePolicy(Set.of(FailOn.UNDECIDED), BigDecimal.ZERO, new BigDecimal("0.95"));

    assertThat(Decision.of(strict, facts(0, 0, 0.1, 100, 1)).exitCode()).isEqualTo(1);
  }

  @Test
  void onlyWhatThePolicyNamesFails() {
    GatePolicy missingOnly =
        new GatePolicy(Set.of(FailOn.MISSING), new BigDecimal("0.05"), new BigDecimal("0.95"));

    assertThat(Decision.of(missingOnly, facts(3, 0, 0, 100, 1)).outcome())
        .isEqualTo(Outcome.PARITY);
    assertThat(Decision.of(missingOnly, facts(0, 1, 0, 100, 1)).outcome()).isEqualTo(Outcome.GAPS);
  }

  private static Decision decide(GateFacts facts) {
    return Decision.of(GatePolicy.DEFAULT, facts);
  }

  private static GateFacts facts(
      int different, int missing, double undecided, double traffic, double candidateScraped) {
    return new GateFacts(
        different, missing, undecided, traffic, 1, candidateScraped, List.of(), List.of());
  }
}
