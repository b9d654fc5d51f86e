package org.meshparity.web.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;

/**
 * What is kept of a run when its report has been let go.
 *
 * @param decided share of the traffic, 0 to 1
 * @param causes ids of the causes named
 * @param compared the window that was judged; a run moves both ends to quiet moments nearby
 */
public record Summary(
    Outcome outcome,
    int exitCode,
    Map<Verdict, Integer> counts,
    double decided,
    List<String> causes,
    Window compared) {

  public Summary {
    counts = Map.copyOf(counts);
    causes = List.copyOf(causes);
  }

  /**
   * The short form of a report.
   *
   * @param asked the window that was asked for
   */
  public static Summary of(Report report, Window asked) {
    return new Summary(
        report.outcome(),
        report.decision().exitCode(),
        report.counts(),
        report.coverage().decided(),
        report.causes().stream().map(Report.Cause::id).distinct().toList(),
        compared(report.window(), asked));
  }

  private static Window compared(Report.WindowInfo window, Window asked) {
    try {
      return new Window(Instant.parse(window.start()), Instant.parse(window.end()));
    } catch (DateTimeException | IllegalArgumentException none) {
      return asked;
    }
  }

  /** How many checks have a verdict. */
  public int count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }

  /** How many checks prove a difference. */
  public int gaps() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().isGap())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
