package org.meshparity.comparator.report;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds one check of a report by its id, or by enough of its beginning. */
public final class CheckSearch {

  private static final int SHORTEST = 4;
  private static final int NAMED = 3;
  private static final int OF_A_GROUP = 40; // whose ids begin alike

  private final Report report;

  public CheckSearch(Report report) {
    this.report = report;
  }

  /**
   * The check of an id.
   *
   * @throws IllegalArgumentException naming the nearest ids if there is none, or several
   */
  public Report.Check find(String id) {
    List<Report.Check> found =
        report.checks().stream()
            .filter(
                check ->
                    check.id().equals(id) || (id.length() >= SHORTEST && check.id().startsWith(id)))
            .limit(OF_A_GROUP)
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (report.checks().isEmpty()) {
      throw new IllegalArgumentException(
          "the report has no checks at all: its outcome is " + report.outcome());
    }
    List<Report.Check> nearest = found.isEmpty() ? nearest(id) : found;
    StringBuilder message =
        new StringBuilder(found.isEmpty() ? "there is no check " : "several checks begin with ");
    message.append(Printable.safe(id)).append("; ");
    message.append(found.isEmpty() ? "the nearest of " : "some of ");
    message.append(report.checks().size()).append(" are:");
    nearest.forEach(check -> message.append("\n  ").append(line(check)));
    if (report.unlisted() > 0) {
      message
          .append("\nand ")
          .append(report.unlisted())
          .append(" that were proved equal are not listed; --list all lists them");
    }
    throw new IllegalArgumentException(message.toString());
  }

  /** Only so many of them are held at once. */
  private List<Report.Check> nearest(String id) {
    Comparator<Report.Check> nearer =
        Comparator.comparingInt((Report.Check check) -> distance(id, check))
            .thenComparing(Report.Check::id);
    PriorityQueue<Report.Check> nearest = new PriorityQueue<>(nearer.reversed());
    for (Report.Check check : report.checks()) {
      nearest.add(check);
      if (nearest.size() > NAMED) {
        nearest.remove();
      }
    }
    return nearest.stream().sorted(nearer).toList();
  }

  /** By id; and a metric's, claim's or label's name may have been meant. */
  private static int distance(String typed, Report.Check check) {
    boolean named =
        check.metric().equals(typed)
            || check.claim().word().equals(typed)
            || check.group().containsValue(typed);
    int letters = 0;
    for (int i = 0; i < Math.max(typed.length(), check.id().length()); i++) {
      boolean same =
          i < typed.length() && i < check.id().length() && typed.charAt(i) == check.id().charAt(i);
      letters += same ? 0 : 1;
    }
    return named ? -1 : letters;
  }

  /** A check in one line. */
  static String line(Report.Check check) {
    String bound = check.bound() == null ? "" : " le " + check.bound().toPlainString();
    String quantile = check.quantile() == null ? "" : " " + check.quantile().toPlainString();
    StringBuilder labels = new StringBuilder();
    check
        .group()
        .forEach(
            (label, value) ->
                labels
                    .append(labels.isEmpty() ? "" : ", ")
                    .append(label)
                    .append("=\"")
                    .append(Printable.safe(value))
                    .append('"'));
    return check.id()
        + "  "
        + check.verdict()
        + "  "
        + check.metric()
        + " "
        + check.claim().word()
        + bound
        + quantile
        + " {"
        + labels
        + "}";
  }
}
