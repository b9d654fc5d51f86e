package org.meshparity.comparator.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;

/**
 * How many series of each name a side has at the window's end, as the preflight saw it, and at its
 * start where targets are gone since or there was no preflight. It decides how much is asked for at
 * once and whether to begin at all; of a verdict it decides nothing, but may show that less was
 * handed out than there was at the start.
 */
final class SeriesCounts {

  /** Where even counting is too much, or nothing can count: then everything is large. */
  static final SeriesCounts UNKNOWN = new SeriesCounts(Map.of(), Map.of(), false);

  /** As far as a bare selector does. */
  private static final long LOOK_BACK_MS = 300_000;

  private final Map<String, Double> byName;
  private final Map<String, Double> atStart;
  private final boolean known;

  private SeriesCounts(Map<String, Double> byName, Map<String, Double> atStart, boolean known) {
    this.byName = byName;
    this.atStart = atStart;
    this.known = known;
  }

  /** Counts the series of all names of a side. */
  static SeriesCounts of(SideRun side, List<SideRun.Name> all, Window window)
      throws SourceUnavailable {
    if (all.isEmpty() || !(side.source() instanceof QuerySource)) {
      return UNKNOWN;
    }
    List<String> series = all.stream().map(SideRun.Name::series).distinct().toList();
    Map<String, Double> most = new HashMap<>();
    Map<String, Double> first = new HashMap<>();
    Map<String, Double> seen = side.countedAtEnd();
    List<Long> instants = List.of(window.start(), window.end());
    long look = 0;
    if (seen != null && !seen.isEmpty()) {
      most.putAll(seen);
      instants = side.lostTargets(window) ? List.of(window.start()) : List.of();
      look = Math.min(LOOK_BACK_MS, window.start() - side.after() - 1);
    }
    try {
      for (long at : instants) {
        Map<String, Double> now = new HashMap<>();
        String range = look > 0 ? "[" + look + "ms]" : "";
        new PartedQuery(side, at, (names, on) -> count(side, names, on, at, range, now))
            .ask(series);
        now.forEach((name, n) -> most.merge(name, n, Math::max));
        if (look > 0) {
          first.putAll(now);
        }
      }
    } catch (QueryTooLarge tooMany) {
      return UNKNOWN;
    }
    return new SeriesCounts(most, first, true);
  }

  /**
   * Counts some names on some targets; the server may be asked for fewer of both in turn.
   *
   * @param range over which they are looked for, so that all of it lies in what a run reads; empty
   *     for a bare selector, which is a mere estimate
   */
  private static void count(
      SideRun side,
      List<String> series,
      LabelMatchers some,
      long at,
      String range,
      Map<String, Double> into)
      throws SourceUnavailable {
    LabelMatchers named = new LabelMatchers(List.of(Matcher.oneOf(Labels.NAME, series)));
    LabelMatchers which = named.and(side.selector()).and(some);
    String shown =
        range.isEmpty() ? "{" + which + "}" : "last_over_time({" + which + "}" + range + ")";
    String count = "count by (__name__) (" + shown + ")";
    Map<String, Double> found = new HashMap<>();
    side.query(count, at, (labels, n) -> found.merge(labels.get(Labels.NAME), n, Double::sum));
    found.forEach((name, n) -> into.merge(name, n, Double::sum));
  }

  /** How many series of some names there are; infinite where nobody could count. */
  double of(List<SideRun.Name> names) {
    if (!known) {
      return Double.POSITIVE_INFINITY;
    }
    return names.stream()
        .map(SideRun.Name::series)
        .distinct()
        .mapToDouble(name -> byName.getOrDefault(name, 0.0))
        .sum();
  }

  /** How many series of a name there were at the window's start; 0 where nobody counted. */
  double atStart(String name) {
    return atStart.getOrDefault(name, 0.0);
  }

  /** How many there are in all; 0 where nobody could count. */
  long total() {
    return Math.round(byName.values().stream().mapToDouble(Double::doubleValue).sum());
  }
}
