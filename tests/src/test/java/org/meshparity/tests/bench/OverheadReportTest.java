package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OverheadReportTest {

  private static final OverheadPlan PLAN =
      new OverheadPlan(1000, Duration.ofSeconds(1), 2, Duration.ofSeconds(1));

  private static Turn turn(double millis, double proxies, double mixer, double seconds) {
    Histogram latency = new Histogram(3);
    latency.recordValueWithCount(Math.round(millis * 1e6), 1000);
    Histogram lateness = new Histogram(3);
    lateness.recordValueWithCount(50_000, 1000);
    return new Turn(new ConstantRate.Outcome(latency, lateness, 0, seconds), proxies, mixer);
  }

  /** In the second round the machine is 10 ms slower, for everybody. */
  private static String report(Map<OverheadMode, Double> latency, double mixer, double seconds) {
    OverheadReport report = new OverheadReport(PLAN);
    for (double slower : new double[] {0, 10}) {
      for (OverheadMode mode : OverheadMode.values()) {
        double proxies = mode == OverheadMode.V1 ? 300 : 200;
        double ofMixer = mode.reportsToMixer() ? mixer : 0;
        report.add(mode, turn(latency.get(mode) + slower, proxies, ofMixer, seconds));
      }
    }
    return report.toString();
  }

  private static Map<OverheadMode, Double> v2At(double millis) {
    return Map.of(
        OverheadMode.DIRECT, 1.0,
        OverheadMode.NONE, 2.0,
        OverheadMode.V2, millis,
        OverheadMode.V1, 5.0,
        OverheadMode.BOTH, 6.0);
  }

  @Test
  void whatIsAddedIsTakenRoundByRound() {
    assertThat(report(v2At(2.0625), 400, 1))
        .containsPattern("added to P90 over no telemetry, ms +\\+0\\.06\\d +\\+3\\.0")
        .containsPattern("added to P90 over direct, ms +\\+1\\.0\\d\\d +\\+1\\.06\\d")
        .contains("Goal: met      v2 adds under 0.1 ms");
  }

  @Test
  void aMissedGoalIsSaidAndNothingFails() {
    assertThat(report(v2At(2.5), 400, 1)).contains("Goal: NOT MET  v2 adds under 0.1 ms");
  }

  @Test
  void theSavingIsAllOfV1LessAllOfV2() {
    assertThat(report(v2At(2.1), 400, 1)).contains("0.50 vCPU (v1 - v2)").contains("33 % less");
  }

  @Test
  void aMachineThatCannotHoldTheRateIsNamed() {
    assertThat(report(v2At(2.1), 400, 1)).contains("The rate was held in every mode.");
    assertThat(report(v2At(2.1), 400, 1.25))
        .contains("THIS MACHINE DID NOT HOLD 1000 requests/s (v2): 800/s answered");
  }

  @Test
  void withoutCpuTimesTheTableSaysSoAndKeepsItsLatencies() {
    assertThat(report(v2At(2.1), Double.NaN, 1))
        .contains("unknown", "not measurable on this platform", "Goal: ");
  }

  @Test
  void anImpossiblePlanIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OverheadPlan(0, Duration.ofSeconds(1), 1, Duration.ZERO))
        .withMessage("rate must be 1 to 20000, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OverheadPlan(1, Duration.ofMillis(1), 1, Duration.ZERO))
        .withMessageContaining("seconds must be 1 to 300");
  }
}
