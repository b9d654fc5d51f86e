package org.meshparity.proxyruntime.mixer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoadShedderTest {

  private static final long MILLI = 1_000_000;
  private static final LoadShedding SLOW_ONLY = LoadShedding.defaults().withEnforcedFrom(0);

  private final AtomicLong clock = new AtomicLong();

  @Test
  void slowAnswersShedUntilTheyAreForgotten() {
    LoadShedder shedder = new LoadShedder(SLOW_ONLY, clock::get);
    assertThat(shedder.exceeds(1)).isFalse();
    shedder.answered(400 * MILLI);
    clock.addAndGet(1_000 * MILLI);
    assertThat(shedder.exceeds(1)).isTrue();

    shedder.answered(1 * MILLI);
    clock.addAndGet(1_000 * MILLI);
    assertThat(shedder.exceeds(1)).as("half of 200 ms left").isTrue();
    clock.addAndGet(200 * MILLI);
    assertThat(shedder.exceeds(1)).isFalse();
  }

  @Test
  void fewCallsAreNeverRefusedForLatency() {
    LoadShedder shedder = new LoadShedder(LoadShedding.defaults(), clock::get);
    shedder.answered(10_000 * MILLI);
    clock.addAndGet(10_000 * MILLI);

    int refused = 0;
    for (int i = 0; i < 150; i++) {
      refused += shedder.exceeds(1) ? 1 : 0;
    }
    assertThat(refused).isEqualTo(50);
  }

  @Test
  void aCallCostsWhatItsBatchHas() {
    LoadShedder shedder =
        new LoadShedder(LoadShedding.defaults().withMaxRequestsPerSecond(1_000, 200), clock::get);

    assertThat(shedder.exceeds(100)).isFalse();
    assertThat(shedder.exceeds(100)).isFalse();
    assertThat(shedder.exceeds(1)).isTrue();
    clock.addAndGet(100 * MILLI);
    assertThat(shedder.exceeds(100)).isFalse();
    assertThat(shedder.exceeds(0)).isFalse();
    clock.addAndGet(100_000 * MILLI);
    assertThat(shedder.exceeds(201)).as("a larger batch never passes").isTrue();
  }

  @Test
  void disabledItShedsNothing() {
    LoadShedding disabled =
        SLOW_ONLY.withMode(LoadShedding.Mode.DISABLED).withMaxRequestsPerSecond(1, 1);
    LoadShedder shedder = new LoadShedder(disabled, clock::get);
    shedder.answered(10_000 * MILLI);

    assertThat(shedder.exceeds(1_000)).isFalse();
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    LoadShedding limits = LoadShedding.defaults();

    assertThatThrownBy(() -> limits.withLatencyThreshold(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> limits.withMaxRequestsPerSecond(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> limits.withEnforcedFrom(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
