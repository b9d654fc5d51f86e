package org.meshparity.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.Reports;
import org.meshparity.web.api.GateAnswer.Phase;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;

class GateTest {

  private final SetClock clock = new SetClock();

  /** Runs once, at noon; the reports say that they compared 10:00 to 11:00. */
  private Schedule ran(ScheduledComparison.Runner runner) {
    Schedule schedule =
        new Schedule(
            List.of(
                new ScheduledComparison(
                    "istio",
                    runner,
                    Duration.ofHours(1),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30))),
            clock);
    schedule.start();
    Awaitility.await().until(() -> schedule.history().lastEnded("istio").isPresent());
    return schedule;
  }

  private static GateAnswer ask(Schedule schedule, String since) {
    return new Gate(schedule)
        .answer(
            schedule.find("istio").orElseThrow(), since.isEmpty() ? null : Instant.parse(since));
  }

  private static Report named(String outcome) {
    return switch (outcome) {
      case "PARITY" -> Reports.parity();
      case "GAPS" -> Reports.gaps();
      case "UNDECIDED" -> Reports.undecided();
      case "NO_DATA" -> Reports.noData();
      default -> Reports.unavailable();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "PARITY, Successful, 0, 200",
    "GAPS, Failed, 1, 409",
    "UNDECIDED, Inconclusive, 3, 503",
    "NO_DATA, Inconclusive, 3, 503",
    "UNAVAILABLE, Inconclusive, 4, 503"
  })
  void aFreshRunAnswersWithItsOwnDecision(String outcome, Phase phase, int exitCode, int status) {
    try (Schedule schedule = ran((end, window) -> named(outcome))) {
      GateAnswer answer = ask(schedule, "");

      assertThat(answer.phase()).isEqualTo(phase);
      assertThat(answer.exitCode()).isEqualTo(exitCode);
      assertThat(answer.phase().status()).isEqualTo(status);
      assertThat(answer.windowEnd()).isEqualTo("2026-11-22T11:00:00Z");
    }
  }

  @ParameterizedTest
  @CsvSource({"PARITY", "GAPS"})
  void aRunOlderThanTwoIntervalsIsInconclusive(String outcome) {
    try (Schedule schedule = ran((end, window) -> named(outcome))) {
      clock.forward(Duration.ofMinutes(10));
      assertThat(ask(schedule, "").phase()).isNotEqualTo(Phase.Inconclusive);

      clock.forward(Duration.ofSeconds(1));
      assertThat(ask(schedule, "").phase()).isEqualTo(Phase.Inconclusive);
      assertThat(ask(schedule, "").exitCode()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"2026-11-22T10:00:00Z, Successful", "2026-11-22T10:00:01Z, Inconclusive"})
  void aWindowThatStartsBeforeTheRolloutIsInconclusive(String since, Phase phase) {
    try (Schedule schedule = ran((end, window) -> Reports.parity())) {
      assertThat(ask(schedule, since).phase()).isEqualTo(phase);
    }
  }

  @Test
  void aRunThatFailedIsInconclusiveAndNamed() {
    try (Schedule schedule =
        ran(
            (end, window) -> {
              throw new IllegalStateException("a bug of our own");
            })) {
      assertThat(ask(schedule, "").phase()).isEqualTo(Phase.Inconclusive);
      assertThat(ask(schedule, "").exitCode()).isEqualTo(70);
    }
  }

  @Test
  void aRunOfSomebodysOwnWindowOpensNothing() {
    try (Schedule schedule =
        ran((end, window) -> window.toHours() == 1 ? Reports.gaps() : Reports.parity())) {
      String id =
          schedule
              .request("istio", Optional.of(Duration.ofMinutes(5)), Optional.empty())
              .orElseThrow()
              .id();
      Awaitility.await().until(() -> schedule.history().find(id).orElseThrow().progress().ended());

      assertThat(ask(schedule, "").phase()).isEqualTo(Phase.Failed);
    }
  }

  /** A clock that stands until it is told to go on. */
  private static final class SetClock extends Clock {
    private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
