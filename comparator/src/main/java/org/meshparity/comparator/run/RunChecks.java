package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.meshparity.comparator.report.CheckList;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Verdict;

/**
 * The checks of a run, made from its judged groups when they are read. A stretch holds what the
 * groups of one {@linkplain JudgedGroup#stem stem} have, nearly always a single one, so that
 * stretches in the order of stems are checks in the order of ids: first the gaps of all groups,
 * then all the rest.
 */
final class RunChecks extends CheckList {

  private static final EnumSet<Verdict> GAPS =
      EnumSet.of(Verdict.PROVED_DIFFERENT, Verdict.MISSING_CANDIDATE, Verdict.MISSING_LEGACY);

  private final GroupChecks writer;
  private final JudgedGroup[] groups;
  private final Part gaps;
  private final Part rest;

  /**
   * Which checks of all groups stand together.
   *
   * @param gating whether only those that must be decided are among them
   */
  private record Kind(Set<Verdict> verdicts, boolean gating) {

    Kind only(Set<Verdict> others) {
      Set<Verdict> both = EnumSet.noneOf(Verdict.class);
      both.addAll(verdicts);
      both.retainAll(others);
      return new Kind(both, gating);
    }

    boolean has(Judgement judgement) {
      return (judgement.gating() || !gating) && verdicts.contains(judgement.finding().verdict());
    }

    int count(GroupTally tally) {
      int count = 0;
      for (Verdict verdict : verdicts) {
        count += gating ? tally.open() : tally.count(verdict);
      }
      return count;
    }
  }

  /**
   * One kind of checks.
   *
   * @param from of each stretch the position of its first group
   * @param begins of each stretch how many checks of the kind stand before it, and one more number:
   *     how many there are
   */
  private record Part(Kind kind, int[] from, int[] begins) {
    int stretches() {
      return from.length;
    }

    int size() {
      return begins[from.length];
    }
  }

  /** Of all groups, in any order. */
  RunChecks(List<JudgedGroup> judged, GroupChecks writer) {
    this.writer = writer;
    this.groups = inOrder(judged);
    this.gaps = part(new Kind(GAPS, false), groups);
    this.rest = part(new Kind(EnumSet.complementOf(GAPS), false), groups);
  }

  private RunChecks(RunChecks all, Kind gaps, Kind rest) {
    this.writer = all.writer;
    this.groups = all.groups;
    this.gaps = part(gaps, groups);
    this.rest = part(rest, groups);
  }

  /** By what their ids begin with. */
  static JudgedGroup[] inOrder(List<JudgedGroup> judged) {
    JudgedGroup[] groups = judged.toArray(new JudgedGroup[0]);
    Arrays.parallelSort(groups, JudgedGroup.BY_ID);
    return groups;
  }

  private static Part part(Kind kind, JudgedGroup[] groups) {
    int[] from = new int[groups.length];
    int[] begins = new int[groups.length + 1];
    int stretches = 0;
    int checks = 0;
    for (int first = 0; first < groups.length; first = behind(groups, first)) {
      int own = 0;
      for (int i = first; i < behind(groups, first); i++) {
        own += kind.count(groups[i].tally());
      }
      if (own > 0) {
        from[stretches++] = first;
        checks = Math.addExact(checks, own);
        begins[stretches] = checks;
      }
    }
    return new Part(kind, Arrays.copyOf(from, stretches), Arrays.copyOf(begins, stretches + 1));
  }

  /** The position behind the last group with the same stem. */
  private static int behind(JudgedGroup[] groups, int first) {
    int behind = first + 1;
    while (behind < groups.length && groups[behind].stem() == groups[first].stem()) {
      behind++;
    }
    return behind;
  }

  @Override
  public int stretches() {
    return gaps.stretches() + rest.stretches();
  }

  @Override
  public int begin(int stretch) {
    return stretch < gaps.stretches()
        ? gaps.begins()[stretch]
        : gaps.size() + rest.begins()[stretch - gaps.stretches()];
  }

  @Override
  public List<Report.Check> stretch(int stretch) {
    return stretch < gaps.stretches()
        ? checks(gaps.kind(), gaps.from()[stretch])
        : checks(rest.kind(), rest.from()[stretch - gaps.stretches()]);
  }

  private List<Report.Check> checks(Kind kind, int first) {
    List<Report.Check> checks = new ArrayList<>();
    for (int i = first; i < behind(groups, first); i++) {
      if (kind.count(groups[i].tally()) > 0) {
        checks.addAll(writer.of(groups[i], kind::has));
      }
    }
    checks.sort(Comparator.comparing(Report.Check::id));
    return checks;
  }

  @Override
  public CheckList only(Set<Verdict> verdicts) {
    return new RunChecks(this, gaps.kind().only(verdicts), rest.kind().only(verdicts));
  }

  /** What is undecided is no gap. */
  @Override
  public CheckList open() {
    Kind open = rest.kind().only(EnumSet.of(Verdict.UNDECIDABLE));
    return new RunChecks(
        this, gaps.kind().only(EnumSet.noneOf(Verdict.class)), new Kind(open.verdicts(), true));
  }

  @Override
  public Collection<Map<String, String>> groups() {
    Set<Map<String, String>> labels = new HashSet<>();
    for (JudgedGroup one : groups) {
      if (gaps.kind().count(one.tally()) + rest.kind().count(one.tally()) > 0) {
        labels.add(one.group().labels());
      }
    }
    return labels;
  }

  @Override
  public List<Report.Check> besides(Report.Check one) {
    return ofStem(one.id())
        .filter(other -> other.metric().equals(one.metric()) && other.group().equals(one.group()))
        .toList();
  }

  @Override
  public Optional<Report.Check> find(String id) {
    return ofStem(id).filter(check -> check.id().equals(id)).findFirst();
  }

  /** The checks whose ids begin as this one does. */
  private Stream<Report.Check> ofStem(String id) {
    if (!id.matches("[0-9a-f]{16}")) {
      return Stream.of();
    }
    long stem = Long.parseUnsignedLong(id, 16) >>> CheckIds.CLAIM_BITS;
    int from = 0;
    int to = groups.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (groups[middle].stem() < stem) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    int first = from;
    return first == groups.length || groups[first].stem() != stem
        ? Stream.of()
        : Stream.of(gaps.kind(), rest.kind()).flatMap(kind -> checks(kind, first).stream());
  }
}
