package org.meshparity.comparator.source.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RetriesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @RepeatedTest(50)
  void pausesDoubleAndNeverAgree() {
    Retries retries = Retries.DEFAULT;

    assertThat(retries.pause(1, null, NOW)).isBetween(millis(500), millis(1000));
    assertThat(retries.pause(3, null, NOW)).isBetween(millis(2000), millis(4000));
    assertThat(retries.pause(30, null, NOW)).isBetween(millis(7500), millis(15000));
  }

  @Test
  void whatTheServerSaysIsTheLeast() {
    assertThat(Retries.DEFAULT.pause(1, "7", NOW)).isBetween(millis(7000), millis(7250));
    assertThat(Retries.DEFAULT.pause(1, "Sun, 22 Nov 2026 10:00:20 GMT", NOW))
        .isBetween(millis(20_000), millis(20_250));
  }

  @Test
  void whatNobodyWaitsForIsStillWhatTheServerSays() {
    for (String absurd :
        new String[] {"1000000000", "9".repeat(40), "Fri, 31 Dec 9999 23:59:59 GMT"}) {
      assertThat(Retries.DEFAULT.pause(1, absurd, NOW))
          .isBetween(Duration.ofDays(10_000), Duration.ofDays(10_001));
    }
  }

  @Test
  void whatIsNotUnderstoodIsNoReasonToWait() {
    for (String odd : new String[] {"soon", "-1", "1e9", "", "Sun, 22 Nov 2020 10:00:20 GMT"}) {
      assertThat(Retries.DEFAULT.pause(1, odd, NOW)).isBetween(millis(500), millis(1000));
    }
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
