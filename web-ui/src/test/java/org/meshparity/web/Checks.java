package org.meshparity.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.report.Report.Evidence;
import org.meshparity.comparator.report.Report.Interval;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/** Checks as the comparator writes them. */
final class Checks {

  static final String HOSTILE =
      "\"><script>alert('x')</script>\n<img src=x onerror=alert(1)> ${7*7} [[${7*7}]] ' & \\";

  private static final int[] BOUNDS = {1, 5, 10, 25, 50, 100, 250, 490, 1000, 2500, 5000, 10_000};

  private Checks() {}

  static List<Check> equalHistogram(String workload) {
    return histogram(workload, 1, Verdict.PROVED_EQUAL, null);
  }

  static List<Check> lostHistogram(String workload) {
    return histogram(workload, 0.88, Verdict.PROVED_DIFFERENT, "report-loss");
  }

  private static List<Check> histogram(
      String workload, double kept, Verdict verdict, @Nullable String cause) {
    List<Check> checks = new ArrayList<>();
    for (int bound : BOUNDS) {
      double share = 1 / (1 + Math.pow(60.0 / bound, 1.7));
      Claim claim = bound == 250 ? Claim.THRESHOLD : Claim.BUCKET;
      Interval legacy = around(1200 * kept * share);
      checks.add(
          new Template("request-duration", workload, claim, BigDecimal.valueOf(bound))
              .check(
                  bound < 250 ? Verdict.PROVED_EQUAL : verdict,
                  legacy,
                  around(1200 * share),
                  cause));
    }
    checks.add(
        new Template("request-duration", workload, Claim.INCREASE, null)
            .check(verdict, around(1200 * kept), around(1200), cause));
    return checks;
  }

  private static Interval around(double count) {
    long least = Math.round(count) - Math.round(count * 0.02) - 2;
    return new Interval(
        BigDecimal.valueOf(Math.max(0, least)),
        BigDecimal.valueOf(Math.round(count + count * 0.015) + 2));
  }

  static Check count(String metric, String workload, Verdict verdict, String from, String to) {
    Interval interval = new Interval(new BigDecimal(from), new BigDecimal(to));
    return new Template(metric, workload, Claim.INCREASE, null)
        .check(verdict, interval, interval, null);
  }

  static Check gap(String metric, String workload, @Nullable String cause) {
    return new Template(metric, workload, Claim.INCREASE, null)
        .check(
            Verdict.PROVED_DIFFERENT,
            new Interval(new BigDecimal("1080"), new BigDecimal("1084")),
            new Interval(new BigDecimal("1200"), new BigDecimal("1202")),
            cause);
  }

  static Check missing(String workload, String cause) {
    return new Template("requests", workload, Claim.PRESENCE, null)
        .check(
            Verdict.MISSING_CANDIDATE,
            new Interval(new BigDecimal("310"), new BigDecimal("312")),
            new Interval(BigDecimal.ZERO, BigDecimal.ZERO),
            cause);
  }

  static Check undecidable(String workload) {
    return new Template("request-size", workload, Claim.BUCKET, new BigDecimal("1000"))
        .check(
            Verdict.UNDECIDABLE,
            new Interval(new BigDecimal("100"), new BigDecimal("120")),
            new Interval(new BigDecimal("110"), null),
            null);
  }

  static Check notComparable(String workload) {
    return new Template("request-size", workload, Claim.DISTRIBUTION, null)
        .check(Verdict.NOT_COMPARABLE, null, null, null);
  }

  /** What does not depend on the verdict. */
  private record Template(String metric, String workload, Claim claim, @Nullable BigDecimal bound) {

    Check check(
        Verdict verdict,
        @Nullable Interval legacy,
        @Nullable Interval candidate,
        @Nullable String cause) {
      boolean gap = verdict == Verdict.PROVED_DIFFERENT;
      return new Check(
          Integer.toHexString((metric + claim + bound + workload).hashCode()),
          metric,
          claim,
          claim != Claim.DISTRIBUTION,
          "bounds",
          bound,
          null,
          Map.of(
              "reporter", "destination",
              "destination_workload", workload,
              "source_workload", "productpage-v1",
              "response_code", "200"),
          Reports.START,
          Reports.END,
          gap ? "2026-11-22T10:12:30Z" : null,
          verdict,
          legacy,
          candidate,
          "requests",
          gap ? leastDifference(legacy, candidate) : null,
          gap
              ? "legacy counted at least " + leastDifference(legacy, candidate) + " requests less"
              : because(verdict),
          verdict == Verdict.UNDECIDABLE ? "a window of 54 minutes" : null,
          gap || verdict == Verdict.MISSING_CANDIDATE ? cause : null,
          null,
          List.of(
              evidence("legacy", "istio_requests_total", "istio-mesh"),
              evidence("candidate", "istio_requests_total", "envoy-stats")),
          List.of());
    }

    private static BigDecimal leastDifference(
        @Nullable Interval legacy, @Nullable Interval candidate) {
      return Objects.requireNonNull(Objects.requireNonNull(candidate).lower())
          .subtract(Objects.requireNonNull(Objects.requireNonNull(legacy).upper()));
    }

    private Evidence evidence(String side, String series, String job) {
      return new Evidence(
          side,
          "sum by (reporter, destination_workload) (last_over_time("
              + series
              + "{job=\""
              + job
              + "\"}[30s]))",
          Reports.END);
    }

    private static String because(Verdict verdict) {
      return switch (verdict) {
        case PROVED_EQUAL -> "both sides counted the same within 1 %";
        case PROVED_DIFFERENT -> "legacy counted less";
        case UNDECIDABLE -> "the candidate's last scrape is too old to bound its count from above";
        case MISSING_CANDIDATE -> "no scrape of the candidate ever showed this group";
        case MISSING_LEGACY -> "no scrape of legacy ever showed this group";
        case NOT_COMPARABLE -> "above 10 kB the two sides round sizes differently";
        case NO_DATA -> "no request in the window";
      };
    }
  }
}
