package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilterMeterTest {

  private final FilterMeter meter = new FilterMeter();

  @Test
  void aTimedCallStandsForAllThatWereNot() {
    meter.timed(10_000);
    meter.sent(600);

    assertThat(meter.nanos()).isBetween(9_000L * FilterMeter.EVERY, 10_000L * FilterMeter.EVERY);
    assertThat(meter.bytes()).isEqualTo(600L * FilterMeter.EVERY);
  }

  @Test
  void aPauseOfTheMachineIsNoWorkOfAFilter() {
    meter.timed(4_000_000);

    assertThat(meter.nanos()).isZero();
  }

  @Test
  void readingTheClockIsNoWorkEither() {
    meter.timed(0);

    assertThat(meter.nanos()).isZero();
  }
}
