package org.meshparity.web.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meshparity.web.Reports;

class ScheduleTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private static Schedule started(Duration delay) {
    ScheduledComparison comparison =
        new ScheduledComparison("istio", (end, window) -> Reports.parity(), HOUR, MINUTE, MINUTE);
    Schedule schedule =
        new Schedule(List.of(comparison.after(delay)), Clock.fixed(NOON, ZoneOffset.UTC));
    schedule.start();
    return schedule;
  }

  @Test
  void withoutADelayTheFirstRunIsAtOnce() {
    try (Schedule schedule = started(Duration.ZERO)) {
      await().until(() -> schedule.history().lastEnded("istio").isPresent());

      assertThat(schedule.next("istio")).contains(NOON.plus(MINUTE));
    }
  }

  @Test
  void aDelayedScheduleSaysWhenItsFirstRunBeginsAndRunsWhatIsAskedForBefore() {
    try (Schedule schedule = started(HOUR)) {
      assertThat(schedule.next("istio")).contains(NOON.plus(HOUR));
      assertThat(schedule.history().lastEnded("istio")).isEmpty();

      schedule.request("istio", Optional.empty(), Optional.empty());

      await().until(() -> schedule.history().lastEnded("istio").isPresent());
      assertThat(schedule.next("istio")).contains(NOON.plus(HOUR));
    }
  }
}
