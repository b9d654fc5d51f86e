package org.meshparity.comparator.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.cause.Gathered;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.TimeBlocks;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.report.Report;

/**
 * What one shard of a comparison read: bounds, not verdicts. Causes, coverage and the decision are
 * about all groups, so only {@code report merge} knows them; and since it judges the bounds with
 * the same code as one run does, its report is the same, byte for byte.
 *
 * @param partial always true, as in a report that was stopped: no reader may take it for the whole
 * @param shard which part
 * @param label whose values tell the shards apart; null where all labels do
 * @param pack what it was read by, which {@code report merge} must have too
 * @param terms by what it will be judged
 * @param window what was compared; null if nothing could be
 * @param wanted the window that was asked for
 * @param unavailable why nothing could be read; null if it could
 * @param noData why there was nothing to read; empty if there was
 * @param legacy how the legacy side was read
 * @param candidate how the candidate side was read
 * @param metrics what was read
 * @param preflight whether the set-up is sound; the same in all shards of a run
 * @param gathered what was read beside the groups, to explain gaps
 * @param sha256 of all of the above, so that a damaged file is not merged
 */
@JsonPropertyOrder({"schemaVersion", "partial", "shard"})
public record ShardReport(
    String schemaVersion,
    boolean partial,
    Part shard,
    @Nullable String label,
    PackGiven pack,
    TermsGiven terms,
    @Nullable Span window,
    Span wanted,
    @Nullable String unavailable,
    List<String> noData,
    SideRead legacy,
    SideRead candidate,
    List<MetricRead> metrics,
    Preflight preflight,
    Gathered gathered,
    String sha256) {

  /** The version of the format. */
  public static final String SCHEMA_VERSION = "shard-1";

  public ShardReport {
    noData = List.copyOf(noData);
    metrics = List.copyOf(metrics);
  }

  ShardReport withDigest(String digest) {
    return new ShardReport(
        schemaVersion,
        partial,
        shard,
        label,
        pack,
        terms,
        window,
        wanted,
        unavailable,
        noData,
        legacy,
        candidate,
        metrics,
        preflight,
        gathered,
        digest);
  }

  /** Which of how many. */
  public record Part(int index, int of) {}

  /** The pack as it was named, and what it was. */
  public record PackGiven(String given, String name, String version, String sha256) {}

  /** By what is judged. */
  public record TermsGiven(
      String comparison,
      String mode,
      BigDecimal tolerance,
      List<String> failOn,
      BigDecimal maxUndecided,
      BigDecimal minCoverage,
      double alpha,
      long clockErrorMs,
      List<String> assumptions) {}

  /** Milliseconds since the epoch. */
  public record Span(long start, long end) {

    /** For messages. */
    @Override
    public String toString() {
      return Instant.ofEpochMilli(start) + " to " + Instant.ofEpochMilli(end);
    }
  }

  /**
   * One side.
   *
   * @param described as the report's head shows it; null if nothing could be read
   * @param server whether it can compute, so that there are queries to show
   */
  public record SideRead(
      Report.@Nullable Side described,
      String source,
      String selector,
      double stampPlusMs,
      double stampMinusMs,
      boolean server,
      boolean nativeHistograms,
      long intervalMs,
      long offsetMs,
      long longestScrapeMs,
      List<String> warnings,
      List<String> notes) {}

  /** The groups of one metric. */
  public record MetricRead(String metric, List<GroupRead> groups) {}

  /**
   * One group.
   *
   * @param key values of the identity labels, in the pack's order
   * @param pieces what of the window both sides saw
   * @param open why nothing may be concluded; null if something may
   * @param opened when its gaps opened, if it is among those with most traffic
   */
  public record GroupRead(
      List<String> key,
      GainsRead legacy,
      GainsRead candidate,
      List<Span> pieces,
      @Nullable Open open,
      List<Opened> opened) {}

  /** What one side of a group gained. */
  public record GainsRead(
      Gains.@Nullable Numbers gains,
      boolean seen,
      @Nullable String broken,
      TimeBlocks.@Nullable Numbers blocks) {}

  /** Why nothing may be concluded. */
  public record Open(String reason, @Nullable String remedy, String want) {}

  /** When the gap of a group's judgement, by its position, had opened. */
  public record Opened(int judgement, long by, long after) {}
}
