package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.meshparity.comparator.envelope.Target;
import org.meshparity.comparator.preflight.ScraperDoubt;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.PromqlName;

/**
 * Whether each target of a side was scraped by one scraper at a time, which every proof rests on
 * (SEMANTICS, C1). Where replicas scrape the same targets, each counts all events once more; where
 * a server merges them, restarts can be lost between the two.
 */
final class Scrapers {

  /** One way to put a question. */
  @FunctionalInterface
  private interface Counting {
    void ask(String promql, long at, QuerySource.VectorSink into) throws SourceUnavailable;
  }

  /** Two scrapers of one target. */
  private record Pair(Labels one, Labels other) {}

  private final SideRun side;
  private final List<RawSeries> up;
  private final ScrapedPages compared;

  /**
   * Of one side.
   *
   * @param up all of its targets, which the side knows already
   * @param compared from which of their pages the compared series come
   */
  Scrapers(SideRun side, List<RawSeries> up, ScrapedPages compared) {
    this.side = side;
    this.up = up;
    this.compared = compared;
  }

  /** What is to be said if it was not so. */
  List<ScraperDoubt> doubts() throws SourceUnavailable {
    return Stream.of(several(), merged()).flatMap(Optional::stream).toList();
  }

  private Optional<ScraperDoubt> several() {
    return atOnce(up, Target::of).map(pair -> several(pair.one(), pair.other()));
  }

  /**
   * Whether any target has scrapers that differ in the page that they read, and in nothing else.
   */
  static boolean ofSeveralPages(List<RawSeries> up) {
    return atOnce(up, ScrapedPages::others).isPresent();
  }

  /** Two series of one thing that have samples at the same time; a new one begins after it. */
  private static Optional<Pair> atOnce(List<RawSeries> up, Function<Labels, Object> thing) {
    Map<Object, List<RawSeries>> before = new HashMap<>();
    for (RawSeries series : up) {
      List<RawSeries> others =
          before.computeIfAbsent(thing.apply(series.labels()), of -> new ArrayList<>());
      for (RawSeries other : others) {
        if (overlap(series, other)) {
          return Optional.of(new Pair(other.labels(), series.labels()));
        }
      }
      others.add(series);
    }
    return Optional.empty();
  }

  private ScraperDoubt several(Labels one, Labels other) {
    Set<String> differing = differences(one, other);
    boolean pages = differing.equals(Set.of(ScrapedPages.LABEL));
    return new ScraperDoubt(
        side.source().name()
            + " has more than one scraper of "
            + one.get("instance")
            + ", whose up differs in "
            + String.join(", ", differing)
            + (pages ? compared.because() : "")
            + ", so that the same may be counted more than once",
        "name one of them in the selector of the "
            + side.word()
            + " side: "
            + selecting(one, differing)
            + " or "
            + selecting(other, differing));
  }

  private LabelMatchers selecting(Labels one, Set<String> differing) {
    List<Matcher> matchers = new ArrayList<>();
    for (String label : differing) {
      String value = one.get(label);
      matchers.add(
          label.equals(ScrapedPages.LABEL)
              ? compared.selecting(value)
              : new Matcher(label, LabelMatchers.Op.EQUAL, value));
    }
    return side.selector().and(new LabelMatchers(matchers));
  }

  private static boolean overlap(RawSeries one, RawSeries other) {
    return one.timestamp(0) <= other.timestamp(other.size() - 1)
        && other.timestamp(0) <= one.timestamp(one.size() - 1);
  }

  private static Set<String> differences(Labels one, Labels other) {
    Set<String> names = new TreeSet<>(one.toMap().keySet());
    names.addAll(other.toMap().keySet());
    names.removeIf(name -> one.get(name).equals(other.get(name)));
    return names;
  }

  /** More targets where nothing is merged than otherwise, at a time that both tell of whole. */
  private Optional<ScraperDoubt> merged() throws SourceUnavailable {
    long at = up.stream().mapToLong(series -> series.timestamp(series.size() - 1)).min().orElse(0);
    if (at - side.after() - 1 <= 0) {
      return Optional.empty();
    }
    double together = up.stream().filter(series -> series.timestamp(0) <= at).count();
    try {
      double apart = counted(side.asking()::unmerged, at);
      if (apart > together) {
        together = counted(side::query, at);
      }
      return apart > together ? Optional.of(merged(together, apart)) : Optional.empty();
    } catch (QueryTooLarge tooLarge) {
      return Optional.of(uncounted(tooLarge));
    }
  }

  /** On fewer targets at a time where the server cannot count all at once. */
  private double counted(Counting how, long at) throws SourceUnavailable {
    long range = at - side.after() - 1;
    double[] all = {0};
    PartedQuery.Asked asked =
        (some, on) -> {
          String selector = PromqlName.selector("up", side.targetMatchers().and(on));
          double[] found = {0};
          how.ask(
              "count(count_over_time(" + selector + "[" + range + "ms]))",
              at,
              (labels, count) -> found[0] += count);
          all[0] += found[0];
        };
    new PartedQuery(side, at, asked).ask(List.of("up"));
    return all[0];
  }

  private ScraperDoubt merged(double together, double apart) {
    return new ScraperDoubt(
        side.source().name()
            + " merges what several scrapers of a target wrote ("
            + (long) together
            + " up series of the "
            + side.word()
            + " side, "
            + (long) apart
            + " before that), by which restarts can be lost",
        "ask it with the parameter dedup=false, and name one replica in the selector");
  }

  private ScraperDoubt uncounted(QueryTooLarge tooLarge) {
    return new ScraperDoubt(
        "whether "
            + side.source().name()
            + " merges what several scrapers of a target wrote, by which restarts can be lost, is not"
            + " known ("
            + tooLarge.getMessage()
            + ")",
        "raise the server's limit, or ask it with the parameter dedup=false");
  }
}
