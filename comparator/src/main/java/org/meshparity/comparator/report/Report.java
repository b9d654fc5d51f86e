package org.meshparity.comparator.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/**
 * All that one run found out, as other programs read it (schema version 1). A value: it is computed
 * once, and pages, files and exit codes are readings of it. It holds no clock time of the run, so
 * equal answers give equal bytes.
 *
 * @param id digest of pack, settings, ends and answers
 * @param comparison the configured name
 * @param partial whether the run was stopped before its end
 * @param warnings what the reader must know before trusting the rest
 * @param assumptions conditions a proof rests on that could not be checked
 * @param counts number of checks by verdict, every verdict present
 * @param checks gaps first, then by id; of a run they are made when somebody reads them
 * @param preflight whether the set-up is sound; reports that were written without it have none
 */
@JsonPropertyOrder({"schemaVersion", "id", "comparison", "outcome", "partial"})
public record Report(
    String schemaVersion,
    String id,
    String comparison,
    Outcome outcome,
    boolean partial,
    Decision decision,
    List<String> warnings,
    List<String> assumptions,
    PackInfo pack,
    WindowInfo window,
    SettingsInfo settings,
    Sides sides,
    Coverage coverage,
    List<Metric> metrics,
    Map<Verdict, Integer> counts,
    List<Check> checks,
    List<Cause> causes,
    Preflight preflight) {

  /** The contract's version. */
  public static final String SCHEMA_VERSION = "1";

  public Report {
    warnings = List.copyOf(warnings);
    assumptions = List.copyOf(assumptions);
    metrics = List.copyOf(metrics);
    checks = CheckList.copyOf(checks);
    causes = List.copyOf(causes);
    preflight = Objects.requireNonNullElse(preflight, Preflight.NONE);
  }

  /** The checks, to be read a stretch at a time. */
  public CheckList listed() {
    return CheckList.copyOf(checks);
  }

  /** How many checks are not listed: those proved equal, if only the notable ones are. */
  public int unlisted() {
    return counts.values().stream().mapToInt(Integer::intValue).sum() - checks.size();
  }

  /** The same report that lists other checks; all else still tells of all. */
  public Report listing(List<Check> others) {
    return with(partial, others);
  }

  /** What is known of a run that somebody stopped. */
  public Report stopped() {
    return with(true, checks);
  }

  private Report with(boolean stopped, List<Check> listed) {
    return new Report(
        schemaVersion,
        id,
        comparison,
        outcome,
        stopped,
        decision,
        warnings,
        assumptions,
        pack,
        window,
        settings,
        sides,
        coverage,
        metrics,
        counts,
        listed,
        causes,
        preflight);
  }

  /**
   * The cause that a check names: several may have its name, and the one whose labels fit is it.
   */
  public Optional<Cause> causeOf(Check check) {
    List<Cause> named = causes.stream().filter(one -> one.id().equals(check.cause())).toList();
    return named.stream().filter(one -> one.fits(check)).findFirst().or(named.stream()::findFirst);
  }

  /**
   * What a pipeline does with the run.
   *
   * @param reasons sentences for a person, most important first
   * @param retryAfterSeconds when another look may decide more; null if waiting does not help
   */
  public record Decision(
      boolean passes, int exitCode, List<String> reasons, @Nullable Long retryAfterSeconds) {
    public Decision {
      reasons = List.copyOf(reasons);
    }
  }

  /** Which rules were applied. */
  public record PackInfo(String name, String version, String sha256) {}

  /**
   * The time the verdicts are about.
   *
   * @param start RFC 3339, exclusive
   * @param end RFC 3339, inclusive
   * @param mode paired, unpaired or drained
   */
  public record WindowInfo(String start, String end, String mode) {}

  /** By what was judged. Shares lie in [0, 1]. */
  public record SettingsInfo(
      BigDecimal tolerance, BigDecimal maxUndecided, BigDecimal minCoverage, List<String> failOn) {
    public SettingsInfo {
      failOn = List.copyOf(failOn);
    }
  }

  /** Both sides. */
  public record Sides(Side legacy, Side candidate) {}

  /**
   * One side as it was read.
   *
   * @param source configured name, or the URL without user, password and query
   * @param selector label matchers of the side
   * @param scrapeInterval seconds
   * @param scraped share of the window in which the side's targets were scraped; null where nothing
   *     can tell
   */
  public record Side(
      String source, String selector, double scrapeInterval, @Nullable Double scraped) {}

  /**
   * Shares of the traffic.
   *
   * @param decided in groups whose gating checks are all decided
   * @param undecided the rest
   * @param explained part of decided: gaps that a known difference or a waiver explains
   */
  public record Coverage(double decided, double undecided, double explained) {}

  /**
   * One metric over all its groups.
   *
   * @param state both, legacyOnly, candidateOnly or neither: where any series was found
   * @param counts number of checks by verdict
   */
  public record Metric(
      String metric,
      String unit,
      String legacySeries,
      String candidateSeries,
      String state,
      Map<Verdict, Integer> counts) {}

  /**
   * One claim about one group.
   *
   * @param id digest of metric, claim, bound and group: the same in every run
   * @param gating whether it must be decided
   * @param basis bounds or statistics
   * @param bound for bucket and threshold claims, in the metric's unit
   * @param quantile for quantile claims, in (0, 1)
   * @param group every identity label after mapping that has a value
   * @param start of the window this check was decided on, RFC 3339
   * @param end of it
   * @param since moment by which a gap had opened; null where it is not known
   * @param legacy bounds in {@code unit}
   * @param candidate bounds in {@code unit}
   * @param unit of the bounds: the metric's, or {@code requests} for counts
   * @param atLeast smallest difference that fits the samples; null unless different
   * @param because one sentence for a person
   * @param remedy what would decide it; null if it is decided or nothing would
   * @param cause id of the cause that names it; null if none does
   * @param explainedBy id of a known difference or waiver; null if none
   * @param pieces all times that were compared, where some of the window had to be left out; else
   *     empty, and not written
   */
  public record Check(
      String id,
      String metric,
      Claim claim,
      boolean gating,
      String basis,
      @Nullable BigDecimal bound,
      @Nullable BigDecimal quantile,
      Map<String, String> group,
      String start,
      String end,
      @Nullable String since,
      Verdict verdict,
      @Nullable Interval legacy,
      @Nullable Interval candidate,
      String unit,
      @Nullable BigDecimal atLeast,
      String because,
      @Nullable String remedy,
      @Nullable String cause,
      @Nullable String explainedBy,
      List<Evidence> evidence,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<Piece> pieces) {
    public Check {
      evidence = List.copyOf(evidence);
      pieces = List.copyOf(pieces);
    }
  }

  /** A part of the window, from its start, exclusive, to its end (RFC 3339). */
  public record Piece(String start, String end) {}

  /** Bounds; null means no bound is known. */
  public record Interval(@Nullable BigDecimal lower, @Nullable BigDecimal upper) {}

  /** A query that shows it, with the instant it was asked at (RFC 3339). */
  public record Evidence(String side, String query, String time) {}

  /**
   * What many checks have in common.
   *
   * @param id the cause's name, e.g. {@code report-loss}
   * @param title one sentence
   * @param confidence proved or likely
   * @param where label conditions that all groups share
   * @param groups how many groups it explains
   * @param volumeShare their share of the traffic
   * @param evidence sentences, and the queries in words
   * @param queries what shows it, to be asked as it stands
   */
  public record Cause(
      String id,
      String title,
      String confidence,
      Map<String, String> where,
      int groups,
      double volumeShare,
      List<String> evidence,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<Evidence> queries) { // older reports have none
    public Cause {
      evidence = List.copyOf(evidence);
      queries = List.copyOf(queries);
    }

    private boolean fits(Check check) {
      return where.entrySet().stream()
          .allMatch(
              condition ->
                  condition.getValue().equals(check.group().getOrDefault(condition.getKey(), "")));
    }
  }
}
