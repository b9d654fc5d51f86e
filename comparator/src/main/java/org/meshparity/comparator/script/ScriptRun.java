package org.meshparity.comparator.script;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.source.SampleSource;

/** One script, compared as {@code check} compares, and what came out otherwise than it says. */
public final class ScriptRun {

  /** A whole hour, so that scrapes can be aligned with the window's ends. */
  private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

  private final Script script;
  private final Report report;
  private final Instant zero;
  private final List<String> differences = new ArrayList<>();

  private ScriptRun(Script script, Report report, Instant zero) {
    this.script = script;
    this.report = report;
    this.zero = zero;
    hold();
  }

  /** From the script's samples alone. */
  public static ScriptRun of(Script script) {
    return on(script, new ScriptSource("script", ZERO.toEpochMilli(), script.samples()), ZERO);
  }

  /**
   * From a source that holds the script's samples.
   *
   * @param zero when the script's zero was there
   */
  public static ScriptRun on(Script script, SampleSource source, Instant zero) {
    ScriptSettings settings = script.settings();
    return new ScriptRun(
        script, new Comparison(settings.on(source)).run(settings.look(zero)), zero);
  }

  /** Whether everything came out as the script says. */
  public boolean holds() {
    return differences.isEmpty();
  }

  /** What was found out. */
  public Report report() {
    return report;
  }

  /** The title, and for every difference the line, what it says, and what came. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(holds() ? "ok    " : "FAIL  ").append(script.title());
    differences.forEach(
        difference -> text.append('\n').append(difference.indent(4).stripTrailing()));
    return text.toString();
  }

  private void hold() {
    Expectation expected = script.expectation();
    for (Demand<Report> demand : expected.demands()) {
      if (!demand.holds().test(report)) {
        differ(demand.line(), demand.text(), demand.got().apply(report));
      }
    }
    expected.checks().forEach(this::hold);
    for (Check check : report.checks()) {
      if (expected.checks().stream().noneMatch(one -> one.speaksOf(check))
          && !expected.others().contains(check.verdict())) {
        differ(0, "nothing of this check", Got.check(check) + ": " + check.because());
      }
    }
  }

  private void hold(ExpectedCheck expected) {
    List<Check> found = report.checks().stream().filter(expected::speaksOf).toList();
    if (found.isEmpty()) {
      differ(expected.line(), expected.text(), "no such check; there are\n" + all());
    }
    for (Check check : found) {
      Found one = new Found(check, zero);
      for (Demand<Found> demand : expected.demands()) {
        if (!demand.holds().test(one)) {
          differ(
              demand.line(), demand.text(), demand.got().apply(one) + "\nof " + Got.check(check));
        }
      }
    }
  }

  private String all() {
    int shown = 20;
    List<String> checks = report.checks().stream().map(Got::check).limit(shown).toList();
    int more = report.checks().size() - checks.size();
    return checks.isEmpty()
        ? "none"
        : String.join("\n", checks) + (more > 0 ? "\nand " + more + " more" : "");
  }

  private void differ(int line, String expected, String came) {
    differences.add(
        script.file()
            + (line == 0 ? "" : ":" + line)
            + "\n- expected  "
            + expected
            + "\n+ came      "
            + came.replace("\n", "\n            "));
  }
}
