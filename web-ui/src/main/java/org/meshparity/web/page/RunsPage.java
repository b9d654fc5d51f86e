package org.meshparity.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.web.schedule.Progress;
import org.meshparity.web.schedule.Run;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;
import org.meshparity.web.schedule.Summary;
import org.meshparity.web.text.Numbers;
import org.meshparity.web.text.OutcomeWord;
import org.meshparity.web.text.Times;

/** The runs so far, by comparison. */
record RunsPage(List<Line> lines) {

  private static final int SHOWN = 100;

  static RunsPage of(Schedule schedule) {
    return new RunsPage(
        schedule.comparisons().stream().map(comparison -> Line.of(schedule, comparison)).toList());
  }

  /** One comparison's runs, newest first. */
  record Line(String comparison, String every, List<Row> rows, String left) {
    static Line of(Schedule schedule, ScheduledComparison comparison) {
      List<Run> runs = schedule.history().runs(comparison.name());
      int left = Math.max(0, runs.size() - SHOWN);
      return new Line(
          comparison.name(),
          Times.length(comparison.every()),
          runs.stream().limit(SHOWN).map(Row::of).toList(),
          left == 0 ? "" : Numbers.of(left) + " older runs are in /api/v1/runs");
    }
  }

  /**
   * One run.
   *
   * @param outcome null until it has ended
   * @param href its page; null where there is no report
   */
  record Row(
      String asked,
      String trigger,
      String window,
      String state,
      @Nullable OutcomeWord outcome,
      String gaps,
      String undecidable,
      String equal,
      String decided,
      String took,
      String causes,
      @Nullable String href) {

    static Row of(Run run) {
      Summary summary = run.progress().summary().orElse(null);
      return new Row(
          Times.moment(run.asked()),
          run.trigger().word(),
          Times.between(run.about().start(), run.about().end()),
          run.progress().word(),
          outcome(run.progress(), summary),
          summary == null ? "–" : Numbers.of(summary.gaps()),
          summary == null ? "–" : Numbers.of(summary.count(Verdict.UNDECIDABLE)),
          summary == null ? "–" : Numbers.of(summary.count(Verdict.PROVED_EQUAL)),
          summary == null ? "–" : Numbers.percent(summary.decided()),
          run.progress().took().map(Times::length).orElse("–"),
          summary == null ? "" : String.join(", ", summary.causes()),
          run.progress().report().isPresent() ? "/runs/" + Place.encoded(run.id()) : null);
    }

    private static @Nullable OutcomeWord outcome(Progress progress, @Nullable Summary summary) {
      if (summary != null) {
        return OutcomeWord.of(summary.outcome());
      }
      return progress instanceof Progress.Failed ? OutcomeWord.FAILED : null;
    }
  }
}
