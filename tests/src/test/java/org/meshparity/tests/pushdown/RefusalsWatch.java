package org.meshparity.tests.pushdown;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.SourceWatch;

/** Notes how often a source is asked, and how often that is too much for it. */
final class RefusalsWatch implements SourceWatch {

  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();

  int queries() {
    return queries.get();
  }

  int refusals() {
    return refusals.get();
  }

  @Override
  public List<String> pass(Question question) throws SourceUnavailable {
    queries.incrementAndGet();
    try {
      return question.put();
    } catch (QueryTooLarge tooLarge) {
      refusals.incrementAndGet();
      throw tooLarge;
    }
  }
}
