package org.meshparity.comparator.run;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meshparity.comparator.envelope.Target;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;

/**
 * From which page of their target the compared series come, where several pages of one address are
 * scraped, like a kubelet's {@code /metrics} and {@code /metrics/cadvisor}. Such targets differ in
 * {@code metrics_path} and nothing else, as far as their scrape configuration makes that a label.
 * If every compared series has it, it says which {@code up} is its own, and the other pages'
 * scrapers are no concern of this comparison. No other label is believed so: most of them may be
 * the series' own, and then mean something else there.
 */
final class ScrapedPages {

  /** Where there is one page of each address, or nobody asked. */
  static final ScrapedPages ONE = new ScrapedPages(Set.of());

  static final String LABEL = "metrics_path";

  private final Set<String> compared;

  /**
   * Of the compared series.
   *
   * @param compared their pages, the empty one for series that name none; empty if nobody knows
   */
  private ScrapedPages(Set<String> compared) {
    this.compared = compared;
  }

  /**
   * Asks for them.
   *
   * @param series the names of all compared series
   */
  static ScrapedPages of(SideRun side, List<String> series) throws SourceUnavailable {
    if (!(side.source() instanceof QuerySource)) {
      return ONE;
    }
    Set<String> pages = new TreeSet<>();
    try {
      PartedQuery.Asked asked = (names, on) -> pages.addAll(pages(side, names, on));
      new PartedQuery(side, side.until(), asked).ask(series);
    } catch (QueryTooLarge unknown) {
      return ONE;
    }
    return new ScrapedPages(pages);
  }

  /** Those of some names, on some targets, at any time that a run can touch. */
  private static Set<String> pages(SideRun side, List<String> names, LabelMatchers on)
      throws SourceUnavailable {
    LabelMatchers named = new LabelMatchers(List.of(Matcher.oneOf(Labels.NAME, names)));
    String some = "{" + named.and(side.selector()).and(on) + "}";
    String ever = "last_over_time(" + some + "[" + (side.until() - side.after()) + "ms])";
    Set<String> found = new HashSet<>();
    side.query(
        "count by (" + LABEL + ") (" + ever + ")",
        side.until(),
        (labels, n) -> found.add(labels.get(LABEL)));
    return found;
  }

  /** What tells a target's scrapers apart beside the page. */
  static Map<String, String> others(Labels up) {
    Map<String, String> others = new TreeMap<>(up.toMap());
    others.remove(LABEL);
    return others;
  }

  /**
   * Whose scrapes are those of compared series; everybody's where that is not certain. A target
   * that would be left without any may be one whose page with such series was never read.
   */
  LabelMatchers matchers(List<RawSeries> up) {
    List<RawSeries> own =
        up.stream().filter(one -> compared.contains(one.labels().get(LABEL))).toList();
    boolean certain =
        !compared.contains("") && pages(own).equals(compared) && targets(own).equals(targets(up));
    return certain ? new LabelMatchers(List.of(Matcher.oneOf(LABEL, compared))) : LabelMatchers.ALL;
  }

  private static Set<String> pages(List<RawSeries> up) {
    return up.stream().map(one -> one.labels().get(LABEL)).collect(Collectors.toSet());
  }

  private static Set<Target> targets(List<RawSeries> up) {
    return up.stream().map(one -> Target.of(one.labels())).collect(Collectors.toSet());
  }

  /** What selects a page, and the series of it whether they name it or not. */
  Matcher selecting(String page) {
    return compared.isEmpty() || compared.contains("")
        ? Matcher.oneOf(LABEL, List.of("", page))
        : new Matcher(LABEL, LabelMatchers.Op.EQUAL, page);
  }

  /** Why they are of no help, behind a sentence; empty where nobody looked. */
  String because() {
    if (compared.contains("")) {
      return " (not every compared series has that label)";
    }
    if (compared.size() > 1) {
      return " (and there are compared series of " + String.join(" and ", compared) + ")";
    }
    return compared.isEmpty()
        ? ""
        : " (and not every target is scraped for the page " + String.join("", compared) + ")";
  }
}
