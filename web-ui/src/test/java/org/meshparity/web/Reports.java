package org.meshparity.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.preflight.PreflightFinding;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.Report.Cause;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.report.Report.Coverage;
import org.meshparity.comparator.report.Report.Decision;
import org.meshparity.comparator.report.Report.Metric;
import org.meshparity.comparator.verdict.Verdict;

/** Reports as the comparator writes them, one for each outcome. */
public final class Reports {

  static final String START = "2026-11-22T10:00:00Z";
  static final String END = "2026-11-22T11:00:00Z";

  private Reports() {}

  /** Everything proved equal, a little undecided. */
  public static Report parity() {
    List<Check> checks = new ArrayList<>();
    for (String workload : List.of("details-v1", "productpage-v1", "reviews-v1", "reviews-v2")) {
      checks.addAll(Checks.equalHistogram(workload));
      checks.add(Checks.count("requests", workload, Verdict.PROVED_EQUAL, "1200", "1203"));
    }
    checks.add(Checks.undecidable("ratings-v1"));
    return report(
        Outcome.PARITY,
        new Decision(
            true, 0, List.of("98.4 % of the traffic is decided, and none of it differs"), null),
        new Coverage(0.984, 0.016, 0),
        checks,
        List.of());
  }

  /** Lost reports, an unknown label and a group that only legacy has. */
  public static Report gaps() {
    List<Check> checks = new ArrayList<>();
    checks.addAll(Checks.lostHistogram("reviews-v2"));
    checks.add(Checks.gap("requests", "reviews-v2", "report-loss"));
    checks.add(Checks.gap("requests", "reviews-v3", "report-loss"));
    checks.add(Checks.gap("requests", "productpage-v1", null));
    checks.add(Checks.missing("ratings-v1", "mixed-rollout"));
    checks.add(Checks.undecidable("details-v1"));
    checks.add(Checks.undecidable("ingressgateway"));
    checks.add(Checks.notComparable("details-v1"));
    checks.addAll(Checks.equalHistogram("details-v1"));
    return report(
        Outcome.GAPS,
        new Decision(
            false,
            1,
            List.of(
                "8 checks prove a difference that nothing explains",
                "The largest: reviews-v2 lost at least 116 of 1,200 requests"),
            null),
        new Coverage(0.962, 0.038, 0.01),
        checks,
        List.of(
            new Cause(
                "report-loss",
                "Legacy telemetry reports are lost on their way to Mixer",
                "proved",
                Map.of("reporter", "destination", "destination_app", "reviews"),
                2,
                0.34,
                List.of(
                    "Candidate counts more in every affected group, by nearly the same share",
                    "Groups reported by the source are proved equal",
                    "query legacy at 2026-11-22T11:00:00Z: sum(istio_requests_total)"),
                List.of(
                    new Report.Evidence(
                        "legacy", "sum(istio_requests_total)", "2026-11-22T11:00:00Z"))),
            new Cause(
                "mixed-rollout",
                "Some workloads do not generate in-proxy metrics yet",
                "likely",
                Map.of("destination_workload", "ratings-v1"),
                1,
                0.08,
                List.of("No scrape of the candidate ever showed the workload"),
                List.of())));
  }

  /** Too much undecided, nothing proved different. */
  public static Report undecided() {
    List<Check> checks = new ArrayList<>();
    for (String workload : List.of("details-v1", "reviews-v1", "reviews-v2")) {
      checks.add(Checks.undecidable(workload));
    }
    checks.add(Checks.count("requests", "ratings-v1", Verdict.PROVED_EQUAL, "900", "901"));
    return report(
        Outcome.UNDECIDED,
        new Decision(
            false,
            3,
            List.of("41 % of the traffic is undecided, more than the 5 % allowed"),
            1200L),
        new Coverage(0.59, 0.41, 0),
        checks,
        List.of());
  }

  /** No traffic on either side. */
  public static Report noData() {
    return report(
        Outcome.NO_DATA,
        new Decision(false, 3, List.of("The selector job=\"istio-mesh\" matches nothing"), 60L),
        new Coverage(0, 0, 0),
        List.of(),
        List.of());
  }

  /** A source that could not be read. */
  public static Report unavailable() {
    return report(
        Outcome.UNAVAILABLE,
        new Decision(
            false,
            4,
            List.of("http://127.0.0.1:9090 answered HTML, not JSON: is this address a Prometheus?"),
            60L),
        new Coverage(0, 0, 0),
        List.of(),
        List.of());
  }

  /** Labels and sentences a hostile workload could bring into a page. */
  public static Report hostile() {
    Check bad = Checks.gap("requests", Checks.HOSTILE, Checks.HOSTILE);
    return report(
        Outcome.GAPS,
        new Decision(false, 1, List.of(Checks.HOSTILE), null),
        new Coverage(1, 0, 0),
        List.of(bad),
        List.of(
            new Cause(
                Checks.HOSTILE,
                Checks.HOSTILE,
                "proved",
                Map.of("destination_workload", Checks.HOSTILE),
                1,
                1,
                List.of(Checks.HOSTILE),
                List.of(
                    new Report.Evidence("candidate", Checks.HOSTILE, "2026-11-22T11:00:00Z")))));
  }

  private static Report report(
      Outcome outcome,
      Decision decision,
      Coverage coverage,
      List<Check> checks,
      List<Cause> causes) {
    return new Report(
        Report.SCHEMA_VERSION,
        "3f5c-" + outcome.name(),
        "istio",
        outcome,
        false,
        decision,
        outcome == Outcome.GAPS ? List.of("Prometheus was unreachable for 40 s") : List.of(),
        List.of("C4: one server scraped both sides, so their clocks agree"),
        new Report.PackInfo("istio-mixer-to-inproxy", "1.0.0", "9d5e".repeat(16)),
        new Report.WindowInfo(START, END, "paired"),
        new Report.SettingsInfo(
            new BigDecimal("0.01"),
            GatePolicy.DEFAULT.maxUndecided(),
            GatePolicy.DEFAULT.minCoverage(),
            List.of("different", "missing")),
        new Report.Sides(
            new Report.Side("http://127.0.0.1:9090", "job=\"istio-mesh\"", 15, 0.998),
            new Report.Side("http://127.0.0.1:9090", "job=\"envoy-stats\"", 15, 1.0)),
        coverage,
        metrics(checks),
        counts(checks, null),
        checks,
        causes,
        preflight(outcome, causes));
  }

  /** Something is wrong where nothing was compared; hostile reports have hostile findings. */
  private static Preflight preflight(Outcome outcome, List<Cause> causes) {
    List<PreflightFinding> findings = new ArrayList<>();
    if (outcome == Outcome.NO_DATA) {
      findings.add(
          finding(
              PreflightFinding.Kind.GONE_SINCE,
              PreflightFinding.Level.BLOCKS,
              "no series of istio_requests_total any more: last there with {job=\"istio-mesh\"} at"
                  + " about 2026-11-22T09:12:00Z"));
    }
    if (causes.stream().anyMatch(cause -> cause.id().equals(Checks.HOSTILE))) {
      findings.add(
          finding(
              PreflightFinding.Kind.SELECTOR_TOO_NARROW,
              PreflightFinding.Level.DOUBT,
              Checks.HOSTILE));
    }
    findings.add(
        finding(
            PreflightFinding.Kind.NO_RESTART_SIGNAL,
            PreflightFinding.Level.NOTE,
            "the pack names no restart signal of this side"));
    Preflight.Mapped there =
        new Preflight.Mapped("requests", "candidate", List.of("istio_requests_total"), "there", 28);
    Preflight.Mapped gone =
        new Preflight.Mapped(
            "requests", "legacy", List.of("istio_requests_total"), "gone-since", 0);
    return new Preflight(
        7, outcome == Outcome.NO_DATA ? List.of(gone, there) : List.of(there), findings);
  }

  private static PreflightFinding finding(
      PreflightFinding.Kind id, PreflightFinding.Level level, String sentence) {
    return new PreflightFinding(
        id,
        level,
        "legacy",
        List.of("requests"),
        List.of("istio_requests_total"),
        sentence,
        sentence.equals(Checks.HOSTILE) ? Checks.HOSTILE : "see what was changed then",
        "count by (job) (istio_requests_total{})",
        END);
  }

  private static List<Metric> metrics(List<Check> checks) {
    return List.of(
        metric(checks, "requests", "requests", "istio_requests_total", "istio_requests_total"),
        metric(
            checks,
            "request-duration",
            "milliseconds",
            "istio_request_duration_seconds",
            "istio_request_duration_milliseconds"),
        metric(checks, "request-size", "bytes", "istio_request_bytes", "istio_request_bytes"));
  }

  private static Metric metric(
      List<Check> checks, String name, String unit, String legacy, String candidate) {
    Map<Verdict, Integer> counts = counts(checks, name);
    boolean any = counts.values().stream().anyMatch(count -> count > 0);
    return new Metric(name, unit, legacy, candidate, any ? "both" : "candidateOnly", counts);
  }

  private static Map<Verdict, Integer> counts(List<Check> checks, @Nullable String metric) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(
          verdict,
          (int)
              checks.stream()
                  .filter(check -> metric == null || check.metric().equals(metric))
                  .filter(check -> check.verdict() == verdict)
                  .count());
    }
    return counts;
  }
}
