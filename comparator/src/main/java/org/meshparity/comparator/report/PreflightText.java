package org.meshparity.comparator.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.preflight.Preflight.Mapped;
import org.meshparity.comparator.preflight.PreflightFinding;
import org.meshparity.comparator.preflight.PreflightFinding.Level;

/** A preflight for a person at a terminal: one screen that says what is wrong with the set-up. */
public final class PreflightText {

  private final PrintWriter out;
  private final boolean colour;

  public PreflightText(PrintWriter out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /** All of it, where nothing else is told. */
  public void print(PreflightReport report) {
    out.printf("%s  %s%n", paint(report.readiness()), sentence(report));
    out.printf(
        "%n  %s, %s to %s%n",
        report.pack().name() + " " + report.pack().version(),
        report.window().start(),
        report.window().end());
    side("legacy   ", report.sides().legacy());
    side("candidate", report.sides().candidate());
    series(report.preflight());
    findings("Blocks", report.preflight(), Level.BLOCKS);
    findings("Doubts", report.preflight(), Level.DOUBT);
    findings("Notes", report.preflight(), Level.NOTE);
    int queries = report.preflight().queries();
    out.printf(
        "%n%d %s, beside those for up, scrape durations and restarts. Nothing was compared.%n",
        queries, queries == 1 ? "query" : "queries");
  }

  /** What belongs into the report of a comparison: what stands in its way. */
  void section(Preflight preflight) {
    findings("The set-up blocks", preflight, Level.BLOCKS);
    findings("Doubts about the set-up", preflight, Level.DOUBT);
  }

  private static String sentence(PreflightReport report) {
    long blocks = count(report.preflight(), Level.BLOCKS);
    long doubts = count(report.preflight(), Level.DOUBT);
    return switch (report.readiness()) {
      case READY ->
          doubts == 0
              ? "all that the pack maps is there on both sides"
              : "nothing blocks a comparison; " + doubts + (doubts == 1 ? " doubt" : " doubts");
      case BLOCKED ->
          blocks + (blocks == 1 ? " thing blocks" : " things block") + " what the pack compares";
      case UNAVAILABLE -> "a source could not be read, so that not everything is known";
    };
  }

  private static long count(Preflight preflight, Level level) {
    return preflight.findings().stream().filter(finding -> finding.level() == level).count();
  }

  private void side(String word, Report.Side side) {
    String selector = side.selector().isEmpty() ? "" : " {" + side.selector() + "}";
    out.printf(
        Locale.ROOT,
        "  %s %s%s, declared every %s s%n",
        word,
        side.source(),
        selector,
        side.scrapeInterval() == Math.rint(side.scrapeInterval())
            ? String.valueOf((long) side.scrapeInterval())
            : String.valueOf(side.scrapeInterval()));
  }

  private void series(Preflight preflight) {
    if (preflight.series().isEmpty()) {
      return;
    }
    out.printf("%n  %-24s %-10s %-22s %s%n", "metric", "side", "state", "series");
    for (Mapped mapped : preflight.series()) {
      String state =
          mapped.there() && mapped.count() != null ? mapped.count() + " series" : mapped.state();
      out.printf(
          "  %-24s %-10s %-22s %s%n",
          mapped.metric(), mapped.side(), state, String.join(" or ", mapped.names()));
    }
  }

  private void findings(String title, Preflight preflight, Level level) {
    List<PreflightFinding> found =
        preflight.findings().stream().filter(finding -> finding.level() == level).toList();
    if (found.isEmpty()) {
      return;
    }
    out.printf("%n%s%n", title);
    found.forEach(this::finding);
  }

  private void finding(PreflightFinding finding) {
    String side = finding.side() == null ? "both sides" : finding.side();
    String metrics = finding.metrics().isEmpty() ? "" : ": " + String.join(", ", finding.metrics());
    out.printf("  %s  %s%s%n", bold(finding.id().word()), side, metrics);
    out.println("    " + Printable.safe(finding.sentence()));
    out.println("    remedy: " + Printable.safe(finding.remedy()));
    if (finding.query() != null) {
      out.printf("    try: %s   (at %s)%n", Printable.safe(finding.query()), finding.time());
    }
  }

  private String bold(String text) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  private String paint(Preflight.Readiness readiness) {
    if (!colour) {
      return readiness.name();
    }
    int code =
        switch (readiness) {
          case READY -> 32;
          case BLOCKED -> 33;
          case UNAVAILABLE -> 35;
        };
    return "\u001b[1;" + code + "m" + readiness.name() + "\u001b[0m";
  }
}
