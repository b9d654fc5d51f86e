package org.meshparity.comparator.run;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;

/**
 * Names of which a side has no series in all that a run reads. A pack knows many names that a mesh
 * does not have; one question about all of them is less than one for each.
 */
final class AbsentNames {

  private AbsentNames() {}

  /**
   * Asks about those that nobody saw at the window's end.
   *
   * @return those that need not be read; what cannot be asked has to be
   */
  static Set<String> of(SideRun side, Collection<SideRun.Name> names) throws SourceUnavailable {
    List<String> unseen = unseen(side, names);
    if (unseen.size() < 2) {
      return Set.of();
    }
    LabelMatchers which =
        new LabelMatchers(List.of(Matcher.oneOf(Labels.NAME, unseen))).and(side.selector());
    String there = "last_over_time({" + which + "}[" + (side.until() - side.after()) + "ms])";
    Set<String> absent = new HashSet<>(unseen);
    try {
      side.query(
          "count by (__name__) (" + there + ")",
          side.until(),
          (labels, series) -> absent.remove(labels.get(Labels.NAME)));
    } catch (QueryTooLarge tooLarge) {
      return Set.of();
    }
    return absent;
  }

  /** How many queries it takes to read whole names, if those that nobody saw are absent. */
  static int queries(SideRun side, Collection<SideRun.Name> names) {
    int unseen = unseen(side, names).size();
    return names.size() - unseen + Math.min(unseen, 1);
  }

  /** Whoever counts nothing at all may be no server that counts. */
  private static List<String> unseen(SideRun side, Collection<SideRun.Name> names) {
    return side.source() instanceof QuerySource && side.counts().total() > 0
        ? names.stream()
            .filter(name -> name.part() != Part.NATIVE && side.counts().of(List.of(name)) == 0)
            .map(SideRun.Name::series)
            .distinct()
            .toList()
        : List.of();
  }
}
