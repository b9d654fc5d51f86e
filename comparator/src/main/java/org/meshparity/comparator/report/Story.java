package org.meshparity.comparator.report;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.verdict.Claim;

/**
 * One verdict told as a story: what was asked, what the samples say, and the inequality that
 * decided, with its numbers. It reads a report and nothing else, so that what it tells is what the
 * report can be held to.
 */
public final class Story {

  private final Report report;
  private final Report.Check check;

  public Story(Report report, Report.Check check) {
    this.report = report;
    this.check = check;
  }

  /** Tells it. */
  public void print(PrintWriter out) {
    out.printf("%s: %s%n", check.verdict(), Printable.safe(check.because()));
    out.printf("%nWhat was asked%n");
    out.printf("  %s%n", Printable.safe(question()));
    out.printf("  of the group {%s}%n", group());
    out.printf(
        "  by %s %s, in a %s comparison, on the basis of %s%n",
        report.pack().name(), report.pack().version(), report.window().mode(), check.basis());
    when(out);
    samples(out);
    decided(out);
    rest(out);
  }

  private String question() {
    String share = percent(report.settings().tolerance());
    String bound = check.bound() == null ? "" : plain(check.bound()) + " " + unitOfMetric();
    return switch (check.claim()) {
      case PRESENCE -> check.metric() + ": do both sides have the group?";
      case INCREASE -> check.metric() + ": did both sides count the same, within " + share + "?";
      case BUCKET, THRESHOLD ->
          check.metric()
              + ": "
              + (check.basis().equals("statistics")
                  ? "is the same share of requests"
                  : "are as many requests")
              + " up to "
              + bound
              + " on both sides, within "
              + share
              + "?";
      case MEAN -> check.metric() + ": is the mean the same, within " + share + "?";
      case QUANTILE ->
          check.metric()
              + ": is p"
              + plain(orZero(check.quantile()).movePointRight(2))
              + " the same, within "
              + share
              + "?";
      case DISTRIBUTION ->
          check.metric() + ": can both sides have seen one distribution, within " + share + "?";
    };
  }

  private String unitOfMetric() {
    return report.metrics().stream()
        .filter(metric -> metric.metric().equals(check.metric()))
        .map(Report.Metric::unit)
        .findFirst()
        .orElse("");
  }

  private String group() {
    return labels(check.group());
  }

  private static String labels(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=\"" + Printable.safe(label.getValue()) + '"')
        .collect(Collectors.joining(", "));
  }

  private void when(PrintWriter out) {
    out.printf("%nWhen%n");
    if (report.sides().legacy().scrapeInterval() == 0) {
      out.println("  pages, fetched when nothing happened any more: there is no time in them");
      return;
    }
    out.printf("  after %s, until and with %s%n", check.start(), check.end());
    if (check.since() != null) {
      out.printf("  the gap had opened by %s%n", check.since());
    }
  }

  private void samples(PrintWriter out) {
    out.printf("%nWhat the samples say%n");
    side(out, "legacy   ", report.sides().legacy(), check.legacy());
    side(out, "candidate", report.sides().candidate(), check.candidate());
    if (check.basis().equals("statistics")) {
      out.println("  What chance may have done to the shares is in these ranges already.");
    } else if (exact(check.legacy()) && exact(check.candidate())) {
      out.println("  Both are exact: nothing was counted between the scrapes around the ends.");
    } else if (check.legacy() != null || check.candidate() != null) {
      out.println("  " + whyARange());
    }
  }

  private String whyARange() {
    return switch (check.claim()) {
      case QUANTILE -> "A quantile lies between two bucket bounds; nothing tells where between.";
      case MEAN ->
          "A mean is a range: the sum is as precise as the pack declares, and sum and count are"
              + " read from outside.";
      case PRESENCE, INCREASE, BUCKET, THRESHOLD, DISTRIBUTION ->
          "A count read from outside is a range: the last scrape before an instant shows what had"
              + " certainly happened, the first one behind it what at most had.";
    };
  }

  private void side(
      PrintWriter out, String word, Report.Side side, Report.@Nullable Interval interval) {
    String selector = side.selector().isEmpty() ? "" : " {" + side.selector() + "}";
    out.printf("  %s  %s, from %s%s%n", word, span(interval), side.source(), selector);
  }

  private String span(Report.@Nullable Interval interval) {
    if (interval == null) {
      return "no single number";
    }
    if (exact(interval)) {
      return "exactly " + plain(orZero(interval.lower())) + " " + check.unit();
    }
    String lower = interval.lower() == null ? "?" : plain(interval.lower());
    String upper = interval.upper() == null ? "any number of" : plain(interval.upper());
    return lower + " to " + upper + " " + check.unit();
  }

  private void decided(PrintWriter out) {
    out.printf("%nWhat decided%n");
    List<String> lines =
        check.basis().equals("statistics")
            ? new ShareInequality(check, report.settings().tolerance()).lines()
            : new CountInequality(check, report.settings().tolerance()).lines();
    if (lines.isEmpty()) {
      out.println("  " + Printable.safe(check.because()));
    }
    lines.forEach(line -> out.println("  " + line));
    if (check.claim() == Claim.DISTRIBUTION || check.claim() == Claim.QUANTILE) {
      buckets(out);
    }
  }

  /** What a claim about the shape rests on: the counts at shared bounds. */
  private void buckets(PrintWriter out) {
    List<Report.Check> buckets =
        report.listed().besides(check).stream()
            .filter(other -> other.claim() == Claim.BUCKET || other.claim() == Claim.THRESHOLD)
            .filter(other -> other.legacy() != null)
            .sorted((a, b) -> orZero(a.bound()).compareTo(orZero(b.bound())))
            .toList();
    if (buckets.isEmpty()) {
      return;
    }
    out.println("  Up to each bound that both sides have, in " + buckets.get(0).unit() + ":");
    for (Report.Check bucket : buckets) {
      Story other = new Story(report, bucket);
      out.printf(
          "    %s %s: legacy %s, candidate %s%n",
          plain(orZero(bucket.bound())),
          unitOfMetric(),
          other.span(bucket.legacy()),
          other.span(bucket.candidate()));
    }
  }

  private void rest(PrintWriter out) {
    if (check.remedy() != null) {
      out.printf("%nWhat would decide it%n  %s%n", Printable.safe(check.remedy()));
    }
    why(out);
    if (check.explainedBy() != null) {
      out.printf("%nExplained by%n  %s, so that it does not fail the gate%n", check.explainedBy());
    }
    out.printf(
        "%nFor the gate%n  %s%n",
        check.gating() ? "it must be decided" : "it counts only if it proves a gap");
    if (!check.evidence().isEmpty()) {
      out.printf("%nAsk yourself%n");
      for (Report.Evidence evidence : check.evidence()) {
        out.printf("  %s at %s%n", evidence.side(), evidence.time());
        out.printf("    %s%n", Printable.safe(evidence.query()));
      }
    }
  }

  /** The cause, how sure it is, and what shows it. */
  private void why(PrintWriter out) {
    if (check.cause() == null) {
      return;
    }
    Report.Cause cause = report.causeOf(check).orElse(null);
    if (cause == null) {
      out.printf("%nWhy%n  %s%n", check.cause());
      return;
    }
    out.printf(
        "%nWhy%n  %s (%s): %s%n", cause.id(), cause.confidence(), Printable.safe(cause.title()));
    out.printf(
        "  %d %s alike%s%n",
        cause.groups(), cause.groups() == 1 ? "group is" : "groups are", where(cause));
    for (String sentence : cause.evidence()) {
      if (!sentence.startsWith("query ") || cause.queries().isEmpty()) {
        out.printf("  - %s%n", Printable.safe(sentence));
      }
    }
    for (Report.Evidence query : cause.queries()) {
      out.printf("  ask %s at %s%n", query.side(), query.time());
      out.printf("    %s%n", Printable.safe(query.query()));
    }
  }

  private static String where(Report.Cause cause) {
    return cause.where().isEmpty() ? "" : ", where " + labels(cause.where());
  }

  private static boolean exact(Report.@Nullable Interval interval) {
    return interval != null
        && interval.lower() != null
        && interval.upper() != null
        && interval.lower().compareTo(interval.upper()) == 0;
  }

  private static BigDecimal orZero(@Nullable BigDecimal value) {
    return value == null ? BigDecimal.ZERO : value;
  }

  private static String plain(BigDecimal value) {
    return Printable.number(value);
  }

  private static String percent(BigDecimal share) {
    return Printable.number(share.movePointRight(2)) + " %";
  }
}
