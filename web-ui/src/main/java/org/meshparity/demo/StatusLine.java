package org.meshparity.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.proxyruntime.mesh.MeshStatus;

/**
 * One line that says how the demo is: rewritten in place on a terminal, else printed now and then
 * as a line of its own.
 */
final class StatusLine {

  private static final Duration BETWEEN_PLAIN_LINES = Duration.ofSeconds(10);
  private static final int WIDTH = 110;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private String shownOutcome = "";
  private long nextPlainNanos = Long.MIN_VALUE;

  /**
   * A line on a stream.
   *
   * @param terminal whether a carriage return takes the line back
   */
  StatusLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows the state, or does nothing if there is no reason to print a plain line yet. */
  void show(Optional<Report> report, MeshStatus mesh, Duration running) {
    String line = text(report, mesh, running);
    if (terminal) {
      out.print(CLEAR_LINE + (line.length() > WIDTH ? line.substring(0, WIDTH) : line));
      out.flush();
      return;
    }
    String outcome = report.map(known -> known.outcome().name()).orElse("");
    long now = System.nanoTime();
    if (nextPlainNanos == Long.MIN_VALUE
        || now - nextPlainNanos >= 0
        || !outcome.equals(shownOutcome)) {
      out.println(line);
      shownOutcome = outcome;
      nextPlainNanos = now + BETWEEN_PLAIN_LINES.toNanos();
    }
  }

  /** Prints a line that stays. */
  void say(String sentence) {
    out.println((terminal ? CLEAR_LINE : "") + sentence);
  }

  static String text(Optional<Report> report, MeshStatus mesh, Duration running) {
    String clock =
        String.format(Locale.ROOT, "%d:%02d", running.toMinutes(), running.toSecondsPart());
    String load = mesh.requests() + " requests" + (mesh.pausing() ? ", resting" : "");
    return clock
        + "  "
        + report.map(StatusLine::verdicts).orElse("first scrapes")
        + " | "
        + load
        + (mesh.faults().isEmpty() ? "" : " | fault " + list(mesh.faults()));
  }

  private static String verdicts(Report report) {
    Map<Verdict, Integer> counts = report.counts();
    int equal = counts.getOrDefault(Verdict.PROVED_EQUAL, 0);
    int different =
        counts.entrySet().stream()
            .filter(count -> count.getKey().isGap())
            .mapToInt(Map.Entry::getValue)
            .sum();
    long decided = (long) Math.floor(report.coverage().decided() * 100);
    String causes =
        report.causes().stream().map(Report.Cause::id).distinct().collect(Collectors.joining(", "));
    return String.format(
            Locale.ROOT,
            "%s: %d proved equal, %d different, %d%% of the traffic decided",
            report.outcome(),
            equal,
            different,
            decided)
        + (causes.isEmpty() ? "" : " (" + causes + ")");
  }

  /** Faults as they are given on the command line. */
  static String list(Map<String, String> faults) {
    return faults.entrySet().stream()
        .map(fault -> fault.getKey() + "=" + fault.getValue())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
