package org.meshparity.comparator.report;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.verdict.Numbers;
import org.meshparity.comparator.verdict.Verdict;

/**
 * A report for a person at a terminal: the decision first, then what differs and why, then what is
 * open and what would decide it.
 */
public final class ReportText {

  private static final int SHOWN = 10;

  private final PrintWriter out;
  private final boolean colour;

  public ReportText(PrintWriter out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /** Prints all of it. */
  public void print(Report report) {
    headline(report);
    metrics(report);
    causes(report);
    gaps(report);
    undecided(report);
    new PreflightText(out, colour).section(report.preflight());
    footnotes(report);
  }

  private void headline(Report report) {
    out.printf("%s  %s%n", paint(report.outcome()), sentence(report.outcome()));
    for (String reason : report.decision().reasons()) {
      out.println("  " + Printable.safe(reason));
    }
    out.printf("%n  %s, %s%n", report.pack().name() + " " + report.pack().version(), time(report));
    side("legacy   ", report.sides().legacy());
    side("candidate", report.sides().candidate());
    if (report.coverage().decided() + report.coverage().undecided() > 0) {
      out.printf(
          "  %s of the traffic is in decided groups%n", percent(report.coverage().decided()));
    }
  }

  /** Pages have no time: nobody scraped them. */
  private static String time(Report report) {
    String mode = report.window().mode();
    if (report.sides().legacy().scrapeInterval() == 0) {
      return "exactly";
    }
    String between = report.window().start() + " to " + report.window().end();
    return mode.equals("paired") ? between : between + ", " + mode;
  }

  private void side(String word, Report.Side side) {
    String selector = side.selector().isEmpty() ? "" : " {" + side.selector() + "}";
    out.printf("  %s %s%s%s%n", word, side.source(), selector, scraped(side));
  }

  private static String scraped(Report.Side side) {
    return side.scraped() == null ? "" : ", scraped " + percent(side.scraped()) + " of the window";
  }

  private static String sentence(Outcome outcome) {
    return switch (outcome) {
      case PARITY -> "both generations tell the same";
      case GAPS -> "the two generations differ";
      case UNDECIDED -> "the samples cannot tell yet";
      case NO_DATA -> "there is nothing to compare";
      case UNAVAILABLE -> "a source could not be read, or too little was scraped";
    };
  }

  private void metrics(Report report) {
    if (report.checks().isEmpty()) {
      return;
    }
    out.printf(
        "%n  %-18s %8s %10s %8s %11s %15s %8s%n",
        "metric", "equal", "different", "missing", "undecidable", "not comparable", "no data");
    for (Report.Metric metric : report.metrics()) {
      Map<Verdict, Integer> counts = metric.counts();
      int missing =
          counts.getOrDefault(Verdict.MISSING_CANDIDATE, 0)
              + counts.getOrDefault(Verdict.MISSING_LEGACY, 0);
      out.printf(
          "  %-18s %8d %10d %8d %11d %15d %8d%n",
          metric.metric(),
          counts.getOrDefault(Verdict.PROVED_EQUAL, 0),
          counts.getOrDefault(Verdict.PROVED_DIFFERENT, 0),
          missing,
          counts.getOrDefault(Verdict.UNDECIDABLE, 0),
          counts.getOrDefault(Verdict.NOT_COMPARABLE, 0),
          counts.getOrDefault(Verdict.NO_DATA, 0));
    }
  }

  private void causes(Report report) {
    if (report.causes().isEmpty()) {
      return;
    }
    out.printf("%nWhy%n");
    for (Report.Cause cause : report.causes()) {
      out.printf(
          "  %s (%s): %s%n", bold(cause.id()), cause.confidence(), Printable.safe(cause.title()));
      out.printf(
          "    %d groups, %s of the traffic%s%n",
          cause.groups(), percent(cause.volumeShare()), where(cause.where()));
      cause.evidence().forEach(line -> out.println("    " + Printable.safe(line)));
    }
  }

  private static String where(Map<String, String> labels) {
    return labels.isEmpty() ? "" : ", all with " + labels(labels);
  }

  private void gaps(Report report) {
    CheckList gaps = report.listed().gaps();
    if (gaps.isEmpty()) {
      return;
    }
    out.printf("%nDifferent%n");
    List<Report.Check> shown = telling(gaps);
    shown.forEach(this::check);
    if (gaps.size() > shown.size()) {
      out.printf("  ... and %d more (--output json lists all)%n", gaps.size() - shown.size());
    }
  }

  /** One gap of each of the first groups, its count rather than a bucket, and then others. */
  private static List<Report.Check> telling(CheckList gaps) {
    Map<List<Object>, Report.Check> ofGroups = new LinkedHashMap<>();
    for (Report.Check gap : gaps) {
      List<Object> group = List.of(gap.metric(), gap.group());
      if (ofGroups.size() == SHOWN && !ofGroups.containsKey(group)) {
        break; // the checks of a group stand together
      }
      ofGroups.merge(
          group, gap, (one, other) -> other.claim().compareTo(one.claim()) < 0 ? other : one);
    }
    Set<Report.Check> shown = new LinkedHashSet<>(ofGroups.values());
    if (shown.size() < SHOWN) {
      gaps.stream()
          .filter(gap -> !ofGroups.containsValue(gap))
          .limit(SHOWN - shown.size())
          .forEach(shown::add);
    }
    return List.copyOf(shown);
  }

  private void check(Report.Check check) {
    String bound = check.bound() == null ? "" : " le " + check.bound().toPlainString();
    String quantile = check.quantile() == null ? "" : " " + check.quantile().toPlainString();
    out.printf(
        "  %s %s%s%s {%s}%n",
        check.metric(), check.claim().word(), bound, quantile, labels(check.group()));
    String explained = check.explainedBy() == null ? "" : ", explained by " + check.explainedBy();
    out.printf("    %s%s%n", Printable.safe(check.because()), explained);
    if (check.since() != null) {
      out.printf("    had opened by %s%n", check.since());
    }
    if (check.legacy() != null && check.candidate() != null) {
      out.printf(
          "    legacy %s, candidate %s %s%n",
          span(check.legacy()), span(check.candidate()), check.unit());
    }
  }

  private static String span(Report.Interval interval) {
    String lower = interval.lower() == null ? "?" : Numbers.text(interval.lower());
    String upper = interval.upper() == null ? "?" : Numbers.text(interval.upper());
    return lower.equals(upper) ? lower : lower + ".." + upper;
  }

  /** Open gating checks, by what would decide them, each with the reason of one of them. */
  private void undecided(Report report) {
    Map<String, Open> remedies = new LinkedHashMap<>();
    for (Report.Check check : report.listed().open()) {
      String remedy = check.remedy() == null ? "nothing known" : check.remedy();
      remedies.merge(remedy, new Open(1, check), Open::and);
    }
    if (remedies.isEmpty()) {
      return;
    }
    out.printf("%nUndecided%n");
    remedies.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().checks()))
        .limit(SHOWN)
        .forEach(entry -> undecided(entry.getKey(), entry.getValue()));
  }

  /** So many open checks, and the first of them. */
  private record Open(int checks, Report.Check first) {
    Open and(Open later) {
      return new Open(checks + later.checks, first);
    }
  }

  private void undecided(String remedy, Open open) {
    Report.Check first = open.first();
    out.printf("  %d checks would be decided by %s%n", open.checks(), Printable.safe(remedy));
    out.printf(
        "    e.g. %s %s: %s%n",
        first.metric(), first.claim().word(), Printable.safe(first.because()));
  }

  private void footnotes(Report report) {
    if (!report.warnings().isEmpty()) {
      out.printf("%nWarnings%n");
      report.warnings().forEach(warning -> out.println("  " + Printable.safe(warning)));
    }
    boolean statistics = report.window().mode().equals("unpaired");
    out.printf(
        "%n%s on these, which no sample shows:%n",
        statistics ? "These statistics rest" : "A proof rests");
    report.assumptions().forEach(assumption -> out.println("  - " + assumption));
  }

  private static String labels(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(entry -> entry.getKey() + "=\"" + Printable.safe(entry.getValue()) + '"')
        .collect(Collectors.joining(", "));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private String bold(String text) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  private String paint(Outcome outcome) {
    if (!colour) {
      return outcome.name();
    }
    int code =
        switch (outcome) {
          case PARITY -> 32;
          case GAPS -> 31;
          case UNDECIDED, NO_DATA -> 33;
          case UNAVAILABLE -> 35;
        };
    return "\u001b[1;" + code + "m" + outcome.name() + "\u001b[0m";
  }
}
