package org.meshparity.web.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.api.GateAnswer.Phase;
import org.meshparity.web.schedule.Freshness;
import org.meshparity.web.schedule.Progress;
import org.meshparity.web.schedule.Run;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;

/**
 * Opens for a fresh parity, shuts for a fresh proved gap, and says "inconclusive" to everything
 * else. What it says about a run is the run's own decision; what it adds is only whether that run
 * is still about now.
 */
final class Gate {

  private static final int PASSED = 0;
  private static final int GAP = 1;
  private static final int UNDECIDED = 3;
  private static final int FAILED_ITSELF = 70;

  private final Schedule schedule;

  Gate(Schedule schedule) {
    this.schedule = schedule;
  }

  /**
   * The answer for a comparison now.
   *
   * @param since when the rollout began; null if nobody said
   */
  GateAnswer answer(ScheduledComparison comparison, @Nullable Instant since) {
    String name = comparison.name();
    Optional<Run> ended = schedule.history().lastEnded(name);
    if (ended.isEmpty()) {
      return inconclusive(name, UNDECIDED, List.of("The first run has not finished"), null);
    }
    Run run = ended.get();
    if (run.progress() instanceof Progress.Failed failed) {
      return inconclusive(
          name, FAILED_ITSELF, List.of("The last run failed: " + failed.reason()), run);
    }
    Report report = run.progress().report().orElseThrow();
    List<String> doubts = doubts(comparison, run, since);
    List<String> reasons = new ArrayList<>(doubts);
    reasons.addAll(report.decision().reasons());
    Phase phase = doubts.isEmpty() ? phase(report.decision().exitCode()) : Phase.Inconclusive;
    if (phase == Phase.Inconclusive) {
      int code = doubts.isEmpty() ? report.decision().exitCode() : UNDECIDED;
      return inconclusive(name, code, reasons, run);
    }
    return new GateAnswer(
        phase,
        report.decision().exitCode(),
        reasons,
        report.decision().retryAfterSeconds(),
        run.id(),
        run.about().start(),
        run.about().end());
  }

  private static Phase phase(int exitCode) {
    if (exitCode == PASSED) {
      return Phase.Successful;
    }
    return exitCode == GAP ? Phase.Failed : Phase.Inconclusive;
  }

  /** Why a run says nothing about now, however it came out. */
  private List<String> doubts(ScheduledComparison comparison, Run run, @Nullable Instant since) {
    List<String> doubts = new ArrayList<>();
    if (Freshness.of(comparison, run, schedule.clock().instant()).stale()) {
      doubts.add("The last run is older than two schedule intervals");
    }
    if (since != null && run.about().start().isBefore(since)) {
      doubts.add(
          "The last run's window starts at "
              + run.about().start()
              + ", before the rollout began at "
              + since);
    }
    return doubts;
  }

  private GateAnswer inconclusive(
      String name, int exitCode, List<String> reasons, @Nullable Run run) {
    return new GateAnswer(
        Phase.Inconclusive,
        exitCode,
        reasons,
        schedule.untilNewer(name).toSeconds(),
        run == null ? null : run.id(),
        run == null ? null : run.about().start(),
        run == null ? null : run.about().end());
  }
}
