package org.meshparity.comparator.run;

import java.util.List;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/**
 * One question about several things, each of which its server may show on any target: asked about
 * fewer of them, and then of fewer targets, where the server cannot answer it at once.
 */
final class PartedQuery {

  /** Asks about some of the things, with further matchers. */
  @FunctionalInterface
  interface Asked {
    /** What it took from the answer before a fault is taken once more. */
    void ask(List<String> some, LabelMatchers on) throws SourceUnavailable;
  }

  private final SideRun side;
  private final long at;
  private final Asked asked;

  PartedQuery(SideRun side, long at, Asked asked) {
    this.side = side;
    this.at = at;
    this.asked = asked;
  }

  /** Asks about all. */
  void ask(List<String> all) throws SourceUnavailable {
    ask(all, LabelMatchers.ALL);
  }

  private void ask(List<String> some, LabelMatchers on) throws SourceUnavailable {
    try {
      asked.ask(some, on);
    } catch (QueryTooLarge tooLarge) {
      if (some.size() > 1) {
        int half = some.size() / 2;
        ask(some.subList(0, half), on);
        ask(some.subList(half, some.size()), on);
        return;
      }
      List<Splits.Part> parts = new Splits(side, at).byTarget(on);
      if (parts.isEmpty()) {
        throw tooLarge;
      }
      for (Splits.Part part : parts) {
        ask(some, on.and(part.which()));
      }
    }
  }
}
