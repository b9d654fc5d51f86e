package org.meshparity.web;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.meshparity.comparator.report.CheckList;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;

/** Many checks that are made when they are read; something happens before the last are. */
final class LateChecks extends CheckList {

  static final int STRETCHES = 2000;
  private static final int IN_STRETCH = 64;

  private final Callable<?> beforeTheLast;
  private final List<Report.Check> some;
  private final AtomicInteger made = new AtomicInteger();

  LateChecks(Callable<?> beforeTheLast, Report.Check each) {
    this.beforeTheLast = beforeTheLast;
    this.some = Collections.nCopies(IN_STRETCH, each);
  }

  /** How many stretches were made. */
  int made() {
    return made.get();
  }

  @Override
  public int stretches() {
    return STRETCHES;
  }

  @Override
  public int begin(int stretch) {
    return stretch * IN_STRETCH;
  }

  @Override
  public List<Report.Check> stretch(int stretch) {
    if (stretch == STRETCHES - 1) {
      try {
        Object unused = beforeTheLast.call();
      } catch (RuntimeException bug) {
        throw bug;
      } catch (Exception other) {
        throw new IllegalStateException(other);
      }
    }
    made.incrementAndGet();
    return some;
  }

  @Override
  public CheckList only(Set<Verdict> verdicts) {
    return this;
  }

  @Override
  public CheckList open() {
    return this;
  }

  @Override
  public Collection<Map<String, String>> groups() {
    return List.of(some.get(0).group());
  }
}
