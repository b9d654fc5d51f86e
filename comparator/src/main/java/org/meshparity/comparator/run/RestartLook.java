package org.meshparity.comparator.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/** Asks a server on which targets series fell. */
final class RestartLook {

  /** So many series may be looked through at once: the answer is short. */
  private static final double AT_ONCE = 20_000;

  private final SideRun side;
  private final PushdownAsking asking;
  private final Set<String> found = new LinkedHashSet<>();

  RestartLook(SideRun side, PushdownAsking asking) {
    this.side = side;
    this.asking = asking;
  }

  /** The instances on which any series of these names fell. */
  Set<String> of(List<PushdownQueries> all) throws SourceUnavailable {
    SeriesCounts counts = side.counts();
    boolean few = counts.total() <= AT_ONCE && counts != SeriesCounts.UNKNOWN;
    int atOnce = few ? Math.max(1, all.size()) : 1;
    for (int i = 0; i < all.size(); i += atOnce) {
      look(all.subList(i, Math.min(all.size(), i + atOnce)), LabelMatchers.ALL);
    }
    return found;
  }

  private void look(List<PushdownQueries> some, LabelMatchers within) throws SourceUnavailable {
    String any =
        some.stream()
            .map(queries -> queries.within(within).restartedTargets())
            .collect(Collectors.joining(" or "));
    Set<String> now = new LinkedHashSet<>();
    try {
      side.query(
          any, some.get(0).times().guardsAt(), (labels, n) -> now.add(labels.get("instance")));
    } catch (QueryTooLarge tooLarge) {
      if (some.size() > 1) {
        look(some.subList(0, some.size() / 2), within);
        look(some.subList(some.size() / 2, some.size()), within);
        return;
      }
      for (LabelMatchers part : asking.smaller(some.get(0), within, tooLarge)) {
        look(some, part);
      }
      return;
    }
    found.addAll(now);
  }
}
