package org.meshparity.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.mesh.MeshCost;
import org.meshparity.proxyruntime.sidecar.TelemetryMeter.Generator;
import org.meshparity.web.page.Cost;

class CostMeterTest {

  private long requests;
  private long seconds;
  private final CostMeter meter =
      new CostMeter(this::cost, () -> Duration.ofSeconds(seconds).toNanos());

  /** Filter 8 µs, encoding 1, sending 3, Mixer 20 against filter 2 µs, flush 1. */
  private MeshCost cost() {
    return new MeshCost(
        new Generator(requests, 8_000 * requests, 1_000 * requests, 900 * requests),
        new Generator(requests, 2_000 * requests, 1_000 * requests, 600 * requests),
        3_000 * requests,
        20_000 * requests);
  }

  private void take(long atSecond, long requestsSoFar) {
    seconds = atSecond;
    requests = requestsSoFar;
    meter.take();
  }

  private Cost.Line line(String what) {
    return meter.latest().orElseThrow().lines().stream()
        .filter(line -> line.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void oneReadingTellsNothing() {
    take(0, 100);

    assertThat(meter.latest()).isEmpty();
  }

  @Test
  void everythingIsForOneRequestAndPartsAddUp() {
    take(0, 100);
    take(2, 150);

    assertThat(line("CPU for one request"))
        .isEqualTo(new Cost.Line("CPU for one request", "µs", false, 32.0, 3.0));
    assertThat(line("in the filter").legacy()).isEqualTo(8.0);
    assertThat(line("encoding and sending reports").legacy()).isEqualTo(4.0);
    assertThat(line("in Mixer").legacy()).isEqualTo(20.0);
    assertThat(line("making histograms visible").candidate()).isEqualTo(1.0);
    assertThat(line("Bytes sent for one request").candidate()).isEqualTo(600.0);
  }

  @Test
  void onlyTheLastMinuteCounts() {
    take(0, 0);
    take(10, 5_000);
    take(40, 5_030);
    take(70, 5_050);

    Cost cost = meter.latest().orElseThrow();
    assertThat(cost.requests()).isEqualTo(50);
    assertThat(cost.window()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aPauseOfTheLoadLeavesDashesAndNoZeros() {
    take(0, 100);
    take(60, 100);

    assertThat(meter.latest().orElseThrow().requests()).isZero();
    assertThat(line("CPU for one request").legacy()).isNull();
    assertThat(line("Bytes sent for one request").candidate()).isNull();
  }
}
