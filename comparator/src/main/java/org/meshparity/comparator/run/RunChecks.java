package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.meshparity.comparator.report.CheckList;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;

/**
 * The checks of a run, made from its judged groups when they are read. A stretch holds what the
 * groups of one {@linkplain JudgedGroup#stem stem} have, nearly always a single one, so that
 * stretches in the order of stems are checks in the order of ids: first the gaps of all groups, then
 * all the rest.
 */
final class RunChecks extends CheckList {

  private final GroupChecks writer;
  private final JudgedGroup[] groups;
  private final Part gaps;
  private final Part rest;

  /** Which checks of all groups stand together. */
  private enum Kind {
    NONE(verdict -> false, tally -> 0),
    GAPS(Verdict::isGap, GroupTally::gaps),
    REST(verdict -> !verdict.isGap(), tally -> tally.checks() - tally.gaps()),
    NOTABLE_REST(
        verdict -> !verdict.isGap() && verdict != Verdict.PROVED_EQUAL,
        tally -> tally.checks() - tally.gaps() - tally.count(Verdict.PROVED_EQUAL));

    private final Predicate<Verdict> wanted;
    private final ToIntFunction<GroupTally> count;

    Kind(Predicate<Verdict> wanted, ToIntFunction<GroupTally> count) {
      this.wanted = wanted;
      this.count = count;
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
    this.gaps = part(Kind.GAPS, groups);
    this.rest = part(Kind.REST, groups);
  }

  private RunChecks(RunChecks all, Kind first, Kind second) {
    this.writer = all.writer;
    this.groups = all.groups;
    this.gaps = first == all.gaps.kind() ? all.gaps : part(first, groups);
    this.rest = second == all.rest.kind() ? all.rest : part(second, groups);
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
        own += kind.count.applyAsInt(groups[i].tally());
      }
      if (own > 0) {
        from[stretches++] = first;
        checks = Math.addExact(checks, own);
        begins[stretches] = checks;
      }
    }
    return new Part(
        kind, Arrays.copyOf(from, stretches), Arrays.copyOf(begins, stretches + 1));
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
      if (kind.count.applyAsInt(groups[i].tally()) > 0) {
        checks.addAll(writer.of(groups[i], kind.wanted));
      }
    }
    checks.sort(Comparator.comparing(Report.Check::id));
    return checks;
  }

  @Override
  public CheckList notable() {
    return new RunChecks(this, gaps.kind(), rest.kind() == Kind.NONE ? Kind.NONE : Kind.NOTABLE_REST);
  }

  @Override
  public CheckList gaps() {
    return new RunChecks(this, gaps.kind(), Kind.NONE);
  }

  @Override
  public Optional<Report.Check> find(String id) {
    if (!id.matches("[0-9a-f]{16}")) {
      return Optional.empty();
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
    if (from == groups.length || groups[from].stem() != stem) {
      return Optional.empty();
    }
    int first = from;
    return Stream.of(gaps.kind(), rest.kind())
        .flatMap(kind -> checks(kind, first).stream())
        .filter(check -> check.id().equals(id))
        .findFirst();
  }
}
