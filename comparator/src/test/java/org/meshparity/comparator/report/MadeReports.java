package org.meshparity.comparator.report;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/** Reports that no run has made. */
final class MadeReports {

  private static final List<Report.Evidence> QUERIES =
      List.of(
          new Report.Evidence("legacy", "sum(a{b=\"c\\\\d\"}[5ms])", "2023-11-14T22:38:39Z"),
          new Report.Evidence("candidate", "up", "2023-11-14T22:38:40.5Z"));

  private static final List<Report.Piece> PIECES =
      List.of(
          new Report.Piece("2023-11-14T22:38:39Z", "2023-11-14T22:40:00.5Z"),
          new Report.Piece("2023-11-14T22:50:39Z", "2023-11-14T23:08:24Z"));

  private MadeReports() {}

  /** One that has everything, and text that is hard to write. */
  static Report.Check full() {
    Map<String, String> group = new TreeMap<>(Map.of("app", "shop \"ü\" \\ \n\u0001\u007f日本😀"));
    group.put("code", "200");
    return new Report.Check(
        "0123456789abcdef",
        "sizes",
        Claim.BUCKET,
        true,
        "bounds",
        new BigDecimal("1E+3"),
        new BigDecimal("0.99"),
        group,
        "2023-11-14T22:38:39Z",
        "2023-11-14T23:08:24Z",
        "2023-11-14T22:41:39.169Z",
        Verdict.PROVED_DIFFERENT,
        new Report.Interval(BigDecimal.ONE, new BigDecimal("1.5E-7")),
        new Report.Interval(BigDecimal.ZERO, null),
        "requests",
        new BigDecimal("0.50"),
        "candidate counted \"less\"",
        "patience\t",
        "report-loss",
        "probes",
        QUERIES,
        PIECES);
  }

  /** One that lacks what may be lacking. */
  static Report.Check bare() {
    return new Report.Check(
        "fedcba9876543210",
        "requests",
        Claim.INCREASE,
        false,
        "statistics",
        null,
        null,
        Map.of(),
        "2023-11-14T22:38:39Z",
        "2023-11-14T23:08:24Z",
        null,
        Verdict.UNDECIDABLE,
        null,
        null,
        "requests",
        null,
        "the samples cannot tell",
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  /** A gap of one of many groups. */
  static Report.Check gap(int group, Claim claim) {
    return new Report.Check(
        "%02d%014d".formatted(group, claim.ordinal()),
        "requests",
        claim,
        true,
        "bounds",
        null,
        null,
        Map.of("app", "shop-" + group),
        "2023-11-14T22:38:39Z",
        "2023-11-14T23:08:24Z",
        null,
        Verdict.PROVED_DIFFERENT,
        null,
        null,
        "requests",
        BigDecimal.ONE,
        "candidate counted less",
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  /** With these checks. */
  static Report report(List<Report.Check> checks) {
    return report(checks, "a gap");
  }

  /** The same for a reason of one's own. */
  static Report report(List<Report.Check> checks, String reason) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    checks.forEach(check -> counts.merge(check.verdict(), 1, Integer::sum));
    return new Report(
        Report.SCHEMA_VERSION,
        "id",
        "shop",
        Outcome.GAPS,
        false,
        new Report.Decision(false, 1, List.of(reason), null),
        List.of(),
        List.of("one clock"),
        new Report.PackInfo("shop", "1.0.0", "00"),
        new Report.WindowInfo("2023-11-14T22:38:39Z", "2023-11-14T23:08:24Z", "paired"),
        new Report.SettingsInfo(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE, List.of()),
        new Report.Sides(
            new Report.Side("a", "job=\"a\"", 15, 1.0), new Report.Side("b", "", 15, null)),
        new Report.Coverage(1, 0, 0),
        List.of(),
        counts,
        checks,
        List.of(),
        Preflight.NONE);
  }
}
