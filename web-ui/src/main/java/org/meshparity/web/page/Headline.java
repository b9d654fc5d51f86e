package org.meshparity.web.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.schedule.Freshness;
import org.meshparity.web.schedule.Progress;
import org.meshparity.web.schedule.Run;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;
import org.meshparity.web.text.OutcomeWord;
import org.meshparity.web.text.Times;

/**
 * The answer at a glance: the outcome, why, about which time, and whether it is still about now.
 *
 * @param doubts why the outcome may not hold now
 * @param finished when the run finished; null before the first
 * @param next when the next one begins; null if that is not known, or the page is about a past run
 */
record Headline(
    String comparison,
    OutcomeWord outcome,
    List<String> reasons,
    List<String> doubts,
    String window,
    String length,
    String mode,
    String every,
    @Nullable Moment finished,
    @Nullable Moment next,
    boolean past) {

  /** The newest answer of a comparison. */
  static Headline latest(Schedule schedule, ScheduledComparison comparison) {
    String name = comparison.name();
    Optional<Run> ended = schedule.history().lastEnded(name);
    Optional<Run> shown = schedule.history().latest(name);
    List<String> doubts = new ArrayList<>();
    if (ended.isPresent() && ended.get().progress() instanceof Progress.Failed failed) {
      doubts.add(
          "The last run failed at " + Times.moment(failed.finished()) + ": " + failed.reason());
    }
    Instant now = schedule.clock().instant();
    if (shown.isPresent() && Freshness.of(comparison, shown.get(), now).stale()) {
      doubts.add("This is older than two schedule intervals; it says nothing about now");
    }
    Moment next = schedule.next(name).map(Moment::of).orElse(null);
    if (shown.isEmpty()) {
      OutcomeWord word = ended.isPresent() ? OutcomeWord.FAILED : OutcomeWord.WAITING;
      return empty(comparison, word, doubts, next);
    }
    return of(comparison, shown.get(), doubts, next, false);
  }

  /** The answer of one run, whatever came after it. */
  static Headline past(ScheduledComparison comparison, Run run) {
    return of(comparison, run, List.of(), null, true);
  }

  private static Headline of(
      ScheduledComparison comparison,
      Run run,
      List<String> doubts,
      @Nullable Moment next,
      boolean past) {
    Report report = run.progress().report().orElseThrow();
    List<String> all = new ArrayList<>(doubts);
    if (report.partial()) {
      all.add("The run was stopped before its end; this is what was known by then");
    }
    return new Headline(
        comparison.name(),
        OutcomeWord.of(report.outcome()),
        report.decision().reasons(),
        all,
        Times.between(run.about().start(), run.about().end()),
        Times.length(run.about().length()),
        report.window().mode(),
        Times.length(comparison.every()),
        run.progress() instanceof Progress.Finished done ? Moment.of(done.finished()) : null,
        next,
        past);
  }

  private static Headline empty(
      ScheduledComparison comparison,
      OutcomeWord word,
      List<String> doubts,
      @Nullable Moment next) {
    return new Headline(
        comparison.name(),
        word,
        List.of(),
        doubts,
        "",
        Times.length(comparison.window()),
        "",
        Times.length(comparison.every()),
        null,
        next,
        false);
  }

  /** A moment for people and for the page's script. */
  record Moment(String text, String iso) {
    static Moment of(Instant instant) {
      return new Moment(Times.moment(instant), instant.toString());
    }
  }
}
