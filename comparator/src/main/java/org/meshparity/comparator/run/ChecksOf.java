package org.meshparity.comparator.run;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.cause.CauseFound;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.envelope.Divergence.Opening;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.gate.KnownDifferences;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.KnownDifference;
import org.meshparity.rules.MetricRule;

/** Writes judged groups down as the report's checks: gaps first, then by id. */
final class ChecksOf {

  private static final int PIECES_SHOWN = 4;

  private final SideFacts legacy;
  private final SideFacts candidate;
  private final Window window;
  private final @Nullable KnownDifferences known;
  private final Openings openings;
  private final String windowStart;
  private final String windowEnd;
  private final IdentityHashMap<Group, String> causes = new IdentityHashMap<>();

  /**
   * For one run.
   *
   * @param known what explains gaps; null where statistics compare, since such differences are
   *     bounded in counts
   */
  ChecksOf(
      SideFacts legacy,
      SideFacts candidate,
      Window window,
      @Nullable KnownDifferences known,
      List<CauseFound> found,
      Openings openings) {
    this.legacy = legacy;
    this.candidate = candidate;
    this.window = window;
    this.known = known;
    this.openings = openings;
    this.windowStart = time(window.start());
    this.windowEnd = time(window.end());
    found.forEach(cause -> cause.groups().forEach(group -> causes.putIfAbsent(group, cause.id())));
  }

  /**
   * All checks of all groups, in the order of a report. Groups are written on all cores at once, as
   * none needs another.
   *
   * @param noted is told each group's own, one group after another
   */
  List<Report.Check> all(
      List<MetricRule> metrics,
      Map<Group, GroupReading> groups,
      BiConsumer<Group, List<Report.Check>> noted) {
    List<Report.Check> checks = new ArrayList<>();
    for (MetricRule metric : metrics) {
      List<Map.Entry<Group, GroupReading>> own =
          groups.entrySet().stream()
              .filter(one -> one.getKey().metric().equals(metric.name()))
              .toList();
      List<List<Report.Check>> written =
          own.parallelStream().map(one -> of(metric, one.getKey(), one.getValue())).toList();
      for (int i = 0; i < own.size(); i++) {
        noted.accept(own.get(i).getKey(), written.get(i));
        checks.addAll(written.get(i));
      }
    }
    Report.Check[] sorted = checks.toArray(new Report.Check[0]);
    Arrays.parallelSort(sorted, order());
    return List.of(sorted);
  }

  /** What all checks of a group have in common. */
  private final class Common {
    private final CheckIds ids;
    private final MetricRule metric;
    private final Group group;
    private final Pieces pieces;
    private final String start;
    private final String end;
    private @Nullable List<Report.Evidence> evidence;

    Common(MetricRule metric, Group group, Pieces pieces) {
      this.ids = new CheckIds(group);
      this.metric = metric;
      this.group = group;
      this.pieces = pieces;
      List<Pieces.Piece> list = pieces.list();
      start = list.isEmpty() ? windowStart : time(list.get(0).start(), window.start(), windowStart);
      end =
          list.isEmpty()
              ? windowEnd
              : time(list.get(list.size() - 1).end(), window.end(), windowEnd);
    }

    /** A time, as the text of the window's own where it is that. */
    private static String time(long at, long known, String text) {
      return at == known ? text : ChecksOf.time(at);
    }

    List<Report.Evidence> evidence() {
      if (evidence == null) {
        List<Report.Evidence> both =
            new ArrayList<>(legacy.evidence(metric, group.labels(), window));
        both.addAll(candidate.evidence(metric, group.labels(), window));
        evidence = List.copyOf(both);
      }
      return evidence;
    }
  }

  /** All checks of one group. */
  private List<Report.Check> of(MetricRule metric, Group group, GroupReading reading) {
    List<Report.Check> checks = new ArrayList<>(group.judgements().size());
    Common common = new Common(metric, group, reading.pieces());
    Bounds one = group.of(Claim.INCREASE).map(Judgement::legacy).orElse(null);
    Bounds two = group.of(Claim.INCREASE).map(Judgement::candidate).orElse(null);
    for (Judgement judgement : group.judgements()) {
      boolean gap = judgement.finding().verdict().isGap();
      Bounds gapOne =
          judgement.claim() == Claim.PRESENCE || judgement.legacy() == null
              ? one
              : judgement.legacy();
      Bounds gapTwo =
          judgement.claim() == Claim.PRESENCE || judgement.candidate() == null
              ? two
              : judgement.candidate();
      KnownDifference explained =
          gap && known != null
              ? known.explaining(
                  metric.name(),
                  judgement.claim().name().toLowerCase(Locale.ROOT),
                  group.labels(),
                  gapOne,
                  gapTwo,
                  judgement.finding().atLeast())
              : null;
      Opening opening = gap ? openings.of(group, judgement) : null;
      checks.add(check(common, judgement, explained, opening));
    }
    return checks;
  }

  private Report.Check check(
      Common common,
      Judgement judgement,
      @Nullable KnownDifference explained,
      @Nullable Opening opening) {
    boolean gap = judgement.finding().verdict().isGap();
    return new Report.Check(
        common.ids.of(judgement),
        common.metric.name(),
        judgement.claim(),
        judgement.gating(),
        known == null ? "statistics" : "bounds",
        judgement.bound(),
        judgement.quantile(),
        common.group.labels(),
        common.start,
        common.end,
        opening == null ? null : time(opening.by()),
        judgement.finding().verdict(),
        interval(judgement.legacy()),
        interval(judgement.candidate()),
        judgement.unit(),
        judgement.finding().atLeast(),
        because(judgement, common.pieces).concat(opened(opening, common.pieces)),
        judgement.finding().remedy(),
        gap || waits(judgement) ? cause(common.group, explained) : null,
        explained == null ? null : explained.id(),
        gap || judgement.claim() == Claim.INCREASE ? common.evidence() : List.of());
  }

  /** Only what the reader cannot see from when it had opened by. */
  private static String opened(@Nullable Opening opening, Pieces pieces) {
    return opening == null || opening.after() <= pieces.list().get(0).start()
        ? ""
        : "; both still counted the same until " + time(opening.after());
  }

  /** What keeps a count from being decided may have a name as well. */
  private static boolean waits(Judgement judgement) {
    return judgement.claim() == Claim.INCREASE
        && judgement.finding().verdict() == Verdict.UNDECIDABLE;
  }

  private @Nullable String cause(Group group, @Nullable KnownDifference explained) {
    return explained == null ? causes.get(group) : explained.cause();
  }

  private String because(Judgement judgement, Pieces pieces) {
    String because = judgement.finding().because();
    if (pieces.empty() || pieces.length() == window.length()) {
      return because;
    }
    long percent = Math.round(100.0 * (window.length() - pieces.length()) / window.length());
    return because
        + " ("
        + percent
        + " % of the window had to be left out on both sides, around a restart or an end; compared:"
        + " "
        + pieces.list().stream()
            .limit(PIECES_SHOWN)
            .map(piece -> time(piece.start()) + " to " + time(piece.end()))
            .collect(Collectors.joining(", "))
        + (pieces.list().size() > PIECES_SHOWN ? " and more" : "")
        + ")";
  }

  /** Gaps first, then by id. */
  static Comparator<Report.Check> order() {
    return (one, other) -> {
      boolean gap = one.verdict().isGap();
      return gap == other.verdict().isGap() ? one.id().compareTo(other.id()) : gap ? -1 : 1;
    };
  }

  private static Report.@Nullable Interval interval(@Nullable Bounds bounds) {
    if (bounds == null) {
      return null;
    }
    BigDecimal lower = number(bounds.lower());
    return new Report.Interval(
        lower, bounds.lower() == bounds.upper() ? lower : number(bounds.upper()));
  }

  private static @Nullable BigDecimal number(double value) {
    if (Double.isInfinite(value)) {
      return null;
    }
    return value == Math.rint(value) && value < 1e15
        ? BigDecimal.valueOf((long) value)
        : new BigDecimal(Double.toString(value));
  }

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
