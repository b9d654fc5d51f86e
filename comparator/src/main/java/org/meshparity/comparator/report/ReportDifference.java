package org.meshparity.comparator.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.verdict.Verdict;

/**
 * What changed from one report to another: the outcome, and every check whose verdict did. In a
 * report that leaves the equal checks to its counts, a check that is not listed may be one of them:
 * where the other report has it equal, nothing is known to have changed.
 */
public final class ReportDifference {

  private final Report before;
  private final Report after;
  private final List<Change> changes = new ArrayList<>();

  /**
   * A check that is in only one of them, or has another verdict; not the check itself, of which
   * there may be millions.
   */
  private record Change(@Nullable Verdict before, @Nullable Verdict after, String line) {
    boolean opened() {
      return isGap(after) && !isGap(before);
    }

    boolean closed() {
      return isGap(before) && !isGap(after);
    }

    private static boolean isGap(@Nullable Verdict verdict) {
      return verdict != null && verdict.isGap();
    }
  }

  public ReportDifference(Report before, Report after) {
    this.before = before;
    this.after = after;
    Map<String, Verdict> known = new HashMap<>();
    before.checks().forEach(check -> known.put(check.id(), check.verdict()));
    for (Report.Check check : after.checks()) {
      Verdict earlier = known.remove(check.id());
      if (earlier == null ? !mayBeEqual(check, before) : earlier != check.verdict()) {
        changes.add(new Change(earlier, check.verdict(), CheckSearch.line(check)));
      }
    }
    if (!known.isEmpty()) {
      before.checks().stream()
          .filter(check -> known.containsKey(check.id()) && !mayBeEqual(check, after))
          .forEach(gone -> changes.add(new Change(gone.verdict(), null, CheckSearch.line(gone))));
    }
  }

  /** Whether the other report, which does not list an equal check, may have found the same. */
  private static boolean mayBeEqual(Report.Check check, Report other) {
    return other.unlisted() > 0 && check.verdict() == Verdict.PROVED_EQUAL;
  }

  /** Whether outcome and all verdicts are the same. */
  public boolean none() {
    return changes.isEmpty() && before.outcome() == after.outcome();
  }

  /** Gaps that opened first, then gaps that closed, then the rest. */
  public void print(PrintWriter out) {
    if (!before.pack().equals(after.pack())) {
      out.printf(
          "The packs differ: %s %s and %s %s%n",
          before.pack().name(),
          before.pack().version(),
          after.pack().name(),
          after.pack().version());
    }
    out.printf(
        "%s (until %s) -> %s (until %s)%n",
        before.outcome(), before.window().end(), after.outcome(), after.window().end());
    print(out, "Gaps that opened", changes.stream().filter(Change::opened).toList());
    print(out, "Gaps that closed", changes.stream().filter(Change::closed).toList());
    print(
        out,
        "Other verdicts that changed",
        changes.stream().filter(change -> !change.opened() && !change.closed()).toList());
    if (changes.isEmpty()) {
      out.printf("No verdict of %d checks changed.%n", after.checks().size());
    }
  }

  private void print(PrintWriter out, String title, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    out.printf("%n%s (%d)%n", title, changes.size());
    for (Change change : changes) {
      String from = verdict(change.before(), before);
      String to = verdict(change.after(), after);
      out.printf("  %s -> %s  %s%n", from, to, change.line());
    }
  }

  private static String verdict(@Nullable Verdict verdict, Report in) {
    if (verdict != null) {
      return verdict.name();
    }
    return in.unlisted() > 0 ? "equal, or not there" : "not there";
  }
}
