package org.meshparity.web.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.HeapExhausted;
import org.meshparity.web.Reports;

@Timeout(60)
class LaneTest {

  private static final Duration OFTEN = Duration.ofMillis(50);

  private final AtomicInteger runs = new AtomicInteger();
  private Schedule schedule;

  @AfterEach
  void stop() {
    schedule.close();
  }

  private void start(ScheduledComparison... comparisons) {
    schedule = new Schedule(List.of(comparisons), Clock.systemUTC());
    schedule.start();
  }

  private static ScheduledComparison every(
      Duration every, String name, ScheduledComparison.Runner runner) {
    return new ScheduledComparison(name, runner, Duration.ofHours(1), every, Duration.ZERO);
  }

  private Report tooLarge(Instant end, Duration window) {
    runs.incrementAndGet();
    throw new HeapExhausted("out of memory: on purpose", null);
  }

  private Report once(Instant end, Duration window) {
    return runs.get() == 0 ? tooLarge(end, window) : Reports.parity();
  }

  private static Report parity(Instant end, Duration window) {
    return Reports.parity();
  }

  private Run newest(String comparison) {
    return schedule.history().runs(comparison).get(0);
  }

  @Test
  void aRunThatFitsWhenItIsAloneSucceeds() {
    start(every(Duration.ofHours(1), "large", this::once));

    await().until(() -> schedule.history().lastEnded("large").isPresent());

    assertThat(newest("large").progress()).isInstanceOf(Progress.Finished.class);
    assertThat(runs).hasValue(1);
    assertThat(schedule.history().runs("large")).as("tried twice, told once").hasSize(1);
  }

  @Test
  void aRunThatDoesNotFitAloneFailsWithTheReason() {
    start(every(Duration.ofHours(1), "large", this::tooLarge));

    await().until(() -> schedule.history().lastEnded("large").isPresent());

    assertThat(newest("large").progress())
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("out of memory: on purpose");
              assertThat(failed.memory()).isTrue();
            });
    assertThat(runs).hasValue(2);
  }

  @Test
  void othersGoOnAndTheLastReportStays() {
    AtomicInteger looks = new AtomicInteger();
    start(
        every(
            OFTEN,
            "large",
            (end, window) ->
                looks.incrementAndGet() == 1 ? Reports.parity() : tooLarge(end, window)),
        every(OFTEN, "small", LaneTest::parity));

    await().until(() -> runs.get() >= 4);
    int before = schedule.history().runs("small").size();
    await().until(() -> schedule.history().runs("small").size() > before + 3);

    assertThat(schedule.history().latest("large")).isPresent();
    assertThat(schedule.history().lastEnded("large").orElseThrow().progress())
        .isInstanceOf(Progress.Failed.class);
  }

  @Test
  void noOtherRunsBesideOneThatNeedsAllMemory() throws Exception {
    Semaphore begun = new Semaphore(0);
    AtomicBoolean beside = new AtomicBoolean();
    ScheduledComparison.Runner small =
        (end, window) -> {
          begun.release();
          return Reports.parity();
        };
    ScheduledComparison.Runner large =
        (end, window) -> {
          if (runs.get() == 0) {
            begun.acquireUninterruptibly();
            return tooLarge(end, window);
          }
          begun.drainPermits();
          beside.set(acquired(begun, Duration.ofMillis(500)));
          return Reports.parity();
        };
    start(every(Duration.ofHours(1), "large", large), every(OFTEN, "small", small));

    await().until(() -> schedule.history().latest("large").isPresent());

    assertThat(beside).isFalse();
    assertThat(acquired(begun, Duration.ofSeconds(30))).as("later").isTrue();
  }

  private static boolean acquired(Semaphore semaphore, Duration patience) {
    try {
      return semaphore.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void anErrorEndsTheRunAndNotTheSchedule() {
    start(
        every(
            OFTEN,
            "broken",
            (end, window) -> {
              if (runs.incrementAndGet() == 1) {
                throw new StackOverflowError("on purpose");
              }
              return Reports.parity();
            }));

    await().until(() -> schedule.history().latest("broken").isPresent());

    List<Run> all = schedule.history().runs("broken");
    assertThat(all.get(all.size() - 1).progress().word()).isEqualTo("failed");
  }
}
