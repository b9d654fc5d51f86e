package org.meshparity.comparator.run;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.cause.CauseFound;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.envelope.Divergence.Opening;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.KnownDifference;
import org.meshparity.rules.MetricRule;

/**
 * Writes a judged group down as the report's checks, whenever somebody reads them. It outlives its
 * run and holds nothing of it but values.
 */
final class GroupChecks {

  private static final int PIECES_SHOWN = 4;

  private final CheckIds ids;
  private final Explained explained;
  private final String basis;
  private final Window window;
  private final Openings openings;
  private final String windowStart;
  private final String windowEnd;
  private final Map<String, Both> evidence = new HashMap<>();
  private final IdentityHashMap<Group, String> causes = new IdentityHashMap<>();

  /** What shows the count of a metric's groups. */
  private record Both(SideFacts.Shown legacy, SideFacts.Shown candidate) {
    List<Report.Evidence> of(Map<String, String> group) {
      List<Report.Evidence> both = new ArrayList<>(legacy.of(group));
      both.addAll(candidate.of(group));
      return both;
    }
  }

  /** For one run. */
  GroupChecks(
      Terms terms,
      CheckIds ids,
      SideFacts legacy,
      SideFacts candidate,
      Window window,
      List<CauseFound> found,
      Openings openings) {
    this.ids = ids;
    this.explained = new Explained(terms);
    this.basis = terms.mode() == Mode.UNPAIRED ? "statistics" : "bounds";
    this.window = window;
    this.openings = openings;
    this.windowStart = time(window.start());
    this.windowEnd = time(window.end());
    for (MetricRule metric : terms.pack().metrics()) {
      evidence.put(
          metric.name(),
          new Both(legacy.evidence(metric, window), candidate.evidence(metric, window)));
    }
    found.forEach(cause -> cause.groups().forEach(group -> causes.putIfAbsent(group, cause.id())));
  }

  /** What all checks of a group have in common. */
  private final class Common {
    private final JudgedGroup judged;
    private final Group group;
    private final Pieces pieces;
    private final String start;
    private final String end;
    private final String leftOut;
    private final List<Report.Piece> parts;
    private @Nullable List<Report.Evidence> shown;

    Common(JudgedGroup judged) {
      this.judged = judged;
      this.group = judged.group();
      this.pieces = judged.reading().pieces();
      List<Pieces.Piece> list = pieces.list();
      start = list.isEmpty() ? windowStart : time(list.get(0).start(), window.start(), windowStart);
      end =
          list.isEmpty()
              ? windowEnd
              : time(list.get(list.size() - 1).end(), window.end(), windowEnd);
      leftOut = leftOut(pieces);
      parts = leftOut.isEmpty() ? List.of() : list.stream().map(GroupChecks::piece).toList();
    }

    /** A time, as the text of the window's own where it is that. */
    private static String time(long at, long known, String text) {
      return at == known ? text : GroupChecks.time(at);
    }

    List<Report.Evidence> shown() {
      if (shown == null) {
        Both both = evidence.get(group.metric());
        shown = both == null ? List.of() : List.copyOf(both.of(group.labels()));
      }
      return shown;
    }
  }

  /** The checks of a group that are wanted, in no particular order. */
  List<Report.Check> of(JudgedGroup judged, Predicate<Judgement> wanted) {
    List<Report.Check> checks = new ArrayList<>();
    Common common = new Common(judged);
    List<Judgement> judgements = judged.group().judgements();
    for (int i = 0; i < judgements.size(); i++) {
      if (wanted.test(judgements.get(i))) {
        checks.add(check(common, judgements.get(i), i));
      }
    }
    return checks;
  }

  private Report.Check check(Common common, Judgement judgement, int position) {
    boolean gap = judgement.finding().verdict().isGap();
    KnownDifference known = explained.by(common.group, judgement);
    Opening opening = gap ? openings.of(common.group, position) : null;
    return new Report.Check(
        CheckIds.text(ids.of(common.judged.id(), judgement)),
        common.group.metric(),
        judgement.claim(),
        judgement.gating(),
        basis,
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
        judgement.finding().because().concat(common.leftOut).concat(opened(opening, common.pieces)),
        judgement.finding().remedy(),
        gap || waits(judgement) ? cause(common.group, known) : null,
        known == null ? null : known.id(),
        gap || judgement.claim() == Claim.INCREASE ? common.shown() : List.of(),
        common.parts);
  }

  private static Report.Piece piece(Pieces.Piece piece) {
    return new Report.Piece(time(piece.start()), time(piece.end()));
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

  private @Nullable String cause(Group group, @Nullable KnownDifference known) {
    return known == null ? causes.get(group) : known.cause();
  }

  /** What stands behind a reason where only a part of the window was compared. */
  private String leftOut(Pieces pieces) {
    if (pieces.empty() || pieces.length() == window.length()) {
      return "";
    }
    long percent = Math.round(100.0 * (window.length() - pieces.length()) / window.length());
    return " ("
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
