package org.meshparity.web.page;

import java.util.List;
import java.util.Map;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.web.text.Numbers;
import org.meshparity.web.text.VerdictWord;

/** How many checks have a verdict, and where they are listed. */
record VerdictCount(VerdictWord verdict, int number, String text, String href) {

  private static final List<Verdict> ORDER =
      List.of(
          Verdict.PROVED_DIFFERENT,
          Verdict.MISSING_CANDIDATE,
          Verdict.MISSING_LEGACY,
          Verdict.UNDECIDABLE,
          Verdict.NOT_COMPARABLE,
          Verdict.NO_DATA,
          Verdict.PROVED_EQUAL);

  /**
   * The verdicts that occur, gaps first.
   *
   * @param metric empty for all metrics
   */
  static List<VerdictCount> list(Map<Verdict, Integer> counts, String metric, Place place) {
    return ORDER.stream()
        .filter(verdict -> counts.getOrDefault(verdict, 0) > 0)
        .map(verdict -> of(verdict, counts.getOrDefault(verdict, 0), metric, place))
        .toList();
  }

  private static VerdictCount of(Verdict verdict, int number, String metric, Place place) {
    String query = "verdict=" + verdict.name();
    String narrowed = metric.isEmpty() ? query : query + "&metric=" + Place.encoded(metric);
    return new VerdictCount(
        VerdictWord.of(verdict), number, Numbers.of(number), place.checks(narrowed));
  }
}
