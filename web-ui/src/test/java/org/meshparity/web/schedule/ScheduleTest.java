package org.meshparity.web.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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

  @Test
  void aClockThatIsSetBackInARunMakesTheNextOneNoLater() {
    AtomicReference<Instant> time = new AtomicReference<>(NOON);
    ScheduledComparison.Runner turnsBack =
        (end, window) -> {
          time.set(NOON.minus(HOUR));
          return Reports.parity();
        };
    var comparison = new ScheduledComparison("istio", turnsBack, HOUR, MINUTE, MINUTE);
    try (Schedule schedule = new Schedule(List.of(comparison), clock(time::get))) {
      schedule.start();

      await().until(() -> schedule.next("istio").equals(Optional.of(time.get().plus(MINUTE))));
    }
  }

  @Test
  void aNewerAnswerIsAMomentAwayWhileARunIsUnderWay() {
    CountDownLatch held = new CountDownLatch(1);
    ScheduledComparison.Runner holding =
        (end, window) -> {
          awaitIt(held);
          return Reports.parity();
        };
    var comparison = new ScheduledComparison("istio", holding, HOUR, HOUR, MINUTE);
    try (Schedule schedule = new Schedule(List.of(comparison), Clock.fixed(NOON, ZoneOffset.UTC))) {
      schedule.start();
      await().until(() -> !schedule.history().runs("istio").isEmpty());
      assertThat(schedule.untilNewer("istio")).isEqualTo(Duration.ofSeconds(5));

      held.countDown();
      await().until(() -> schedule.history().lastEnded("istio").isPresent());

      assertThat(schedule.untilNewer("istio")).isEqualTo(HOUR.plusSeconds(1));
    }
  }

  @Test
  void aRunThatWaitedForItsTurnIsAboutTheTimeWhenItBegins() {
    AtomicReference<Instant> time = new AtomicReference<>(NOON);
    CountDownLatch held = new CountDownLatch(1);
    ScheduledComparison.Runner holding =
        (end, window) -> {
          awaitIt(held);
          return Reports.parity();
        };
    var first = new ScheduledComparison("first", holding, HOUR, HOUR, MINUTE);
    var second = new ScheduledComparison("second", holding, HOUR, HOUR, MINUTE);
    var third = new ScheduledComparison("third", holding, HOUR, HOUR, MINUTE).after(MINUTE);
    try (Schedule schedule = new Schedule(List.of(first, second, third), clock(time::get))) {
      schedule.start();
      await().until(() -> running(schedule, "first") && running(schedule, "second"));
      schedule.request("third", Optional.empty(), Optional.empty());
      time.set(NOON.plus(HOUR));
      held.countDown();
      await().until(() -> schedule.history().lastEnded("third").isPresent());

      assertThat(schedule.history().runs("third").get(0).window().end())
          .isEqualTo(NOON.plus(HOUR).minus(MINUTE));
    }
  }

  private static boolean running(Schedule schedule, String name) {
    return schedule.history().runs(name).stream()
        .anyMatch(run -> run.progress() instanceof Progress.Running);
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Clock clock(Supplier<Instant> time) {
    return new Clock() {
      @Override
      public Instant instant() {
        return time.get();
      }

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
