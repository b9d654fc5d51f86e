package org.meshparity.web.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.meshparity.web.Reports;

class HistoryTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private History history = new History();

  private void finished(int number, Trigger trigger) {
    var report = Reports.parity();
    history.put(
        new Run(
            "run-" + number,
            "istio",
            trigger,
            Window.endingAt(NOON, Duration.ofHours(1)),
            NOON,
            new Progress.Finished(
                NOON,
                NOON,
                Summary.of(report, Window.endingAt(NOON, Duration.ofHours(1))),
                report)));
  }

  private long reports() {
    return history.runs("istio").stream()
        .filter(run -> run.progress().report().isPresent())
        .count();
  }

  @Test
  void reportsAreLetGoBeforeTheirCounts() {
    for (int i = 0; i < 600; i++) {
      finished(i, Trigger.SCHEDULE);
    }

    assertThat(history.runs("istio")).hasSize(500);
    assertThat(reports()).isEqualTo(20);
    assertThat(history.runs("istio").get(0).id()).isEqualTo("run-599");
  }

  @Test
  void ofLargeReportsFewerAreKept() {
    int checks = Reports.parity().checks().size();
    history = new History(3L * checks);
    for (int i = 0; i < 600; i++) {
      finished(i, Trigger.SCHEDULE);
    }

    assertThat(history.runs("istio")).hasSize(500);
    assertThat(reports()).as("the newest and three more").isEqualTo(4);
    assertThat(history.runs("istio").get(3).progress().report()).isPresent();
  }

  @Test
  void theNewestReportAndTheOneThatSpeaksAreKeptHoweverLarge() {
    history = new History(0);
    finished(1, Trigger.SCHEDULE);
    for (int i = 2; i < 9; i++) {
      finished(i, Trigger.LOOK);
    }

    assertThat(history.latest("istio").orElseThrow().id()).isEqualTo("run-1");
    assertThat(history.find("run-8").orElseThrow().progress().report()).isPresent();
    assertThat(reports()).isEqualTo(2);
  }

  @Test
  void theReportThatSpeaksForTheComparisonIsKept() {
    finished(0, Trigger.SCHEDULE);
    for (int i = 1; i < 600; i++) {
      finished(i, Trigger.LOOK);
    }

    assertThat(history.latest("istio").orElseThrow().id()).isEqualTo("run-0");
    assertThat(history.runs("istio")).hasSizeLessThanOrEqualTo(501);
  }

  @Test
  void aRunKeepsItsPlaceWhileItGoesOn() {
    finished(1, Trigger.SCHEDULE);
    finished(2, Trigger.SCHEDULE);
    finished(1, Trigger.SCHEDULE);

    assertThat(history.runs("istio")).extracting(Run::id).containsExactly("run-2", "run-1");
  }

  @Test
  void whereARunNeedsTheMemoryOnlyWhatMustBeKeptStays() {
    for (int i = 0; i < 10; i++) {
      finished(i, i < 9 ? Trigger.SCHEDULE : Trigger.LOOK);
    }
    assertThat(reports()).isEqualTo(10);

    history.letGo();

    assertThat(history.runs("istio")).hasSize(10);
    assertThat(history.latest("istio").orElseThrow().id()).isEqualTo("run-8");
    assertThat(reports()).as("the newest, and the one that speaks").isEqualTo(2);
  }
}
