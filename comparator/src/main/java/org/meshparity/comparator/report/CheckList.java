package org.meshparity.comparator.report;

import java.util.AbstractList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.meshparity.comparator.verdict.Verdict;

/**
 * The checks of a report, gaps first, then by id; unmodifiable. A report of a large mesh has
 * millions, which need not exist at once: they are made a stretch at a time, when somebody reads
 * them, and nobody keeps them. So read it from its beginning or by stretches; an index costs its
 * whole stretch.
 */
public abstract class CheckList extends AbstractList<Report.Check> {

  /** These checks; itself if it is such a list already. */
  static CheckList copyOf(Collection<Report.Check> checks) {
    return checks instanceof CheckList list ? list : new KeptChecks(List.copyOf(checks));
  }

  /** How many stretches there are. */
  public abstract int stretches();

  /** At which index a stretch begins; behind the last one, how many checks there are. */
  public abstract int begin(int stretch);

  /** The checks of one stretch, none of which another has; for several threads at once. */
  public abstract List<Report.Check> stretch(int stretch);

  /** Only those of some verdicts; whoever can tell beforehand makes no other for it. */
  public CheckList only(Set<Verdict> verdicts) {
    return where(check -> verdicts.contains(check.verdict()));
  }

  /** Only those that must be decided and are not; whoever can tell beforehand makes no other. */
  public CheckList open() {
    return where(check -> check.gating() && check.verdict() == Verdict.UNDECIDABLE);
  }

  private CheckList where(Predicate<Report.Check> wanted) {
    return new KeptChecks(stream().filter(wanted).toList());
  }

  /** The labels of every group that has a check, some of them perhaps more than once. */
  public abstract Collection<Map<String, String>> groups();

  /** All checks of the group that a check is about. */
  public List<Report.Check> besides(Report.Check one) {
    return stream()
        .filter(other -> other.metric().equals(one.metric()) && other.group().equals(one.group()))
        .toList();
  }

  /** The check of an id. */
  public Optional<Report.Check> find(String id) {
    return stream().filter(check -> check.id().equals(id)).findFirst();
  }

  /** All but those proved equal. */
  public final CheckList notable() {
    return only(EnumSet.complementOf(EnumSet.of(Verdict.PROVED_EQUAL)));
  }

  /** Only the gaps, which stand in front. */
  public final CheckList gaps() {
    return only(
        EnumSet.of(Verdict.PROVED_DIFFERENT, Verdict.MISSING_CANDIDATE, Verdict.MISSING_LEGACY));
  }

  /** In which stretch an index lies. */
  final int stretchOf(int index) {
    int from = 0;
    int to = stretches();
    while (to - from > 1) {
      int middle = (from + to) >>> 1;
      if (begin(middle) <= index) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return from;
  }

  @Override
  public final int size() {
    return begin(stretches());
  }

  @Override
  public Report.Check get(int index) {
    int stretch = stretchOf(Objects.checkIndex(index, size()));
    return stretch(stretch).get(index - begin(stretch));
  }

  @Override
  public final Iterator<Report.Check> iterator() {
    return new Iterator<>() {
      private int next;
      private Iterator<Report.Check> some = List.<Report.Check>of().iterator();

      @Override
      public boolean hasNext() {
        while (!some.hasNext() && next < stretches()) {
          some = stretch(next++).iterator();
        }
        return some.hasNext();
      }

      @Override
      public Report.Check next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return some.next();
      }
    };
  }
}
