package org.meshparity.comparator.run;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meshparity.comparator.envelope.Target;
import org.meshparity.comparator.envelope.Targets;
import org.meshparity.comparator.preflight.ScraperDoubt;
import org.meshparity.comparator.preflight.TargetFacts;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.SideRules.Restart;

/** When the targets of one side were scraped, over everything that a run can touch. */
final class SideTargets {

  private static final int NAMED_CEASED = 3;

  /** A pack may tell groups apart by them; targets have them all the same. */
  private static final List<String> OF_TARGETS = List.of("cluster", "job", "instance");

  private final SideRun side;
  private final Optional<Restart> restart;
  private Targets targets = Targets.of(List.of(), List.of(), 1);
  private TargetFacts facts = TargetFacts.NONE;
  private LabelMatchers page = LabelMatchers.ALL;
  private long after;
  private long until;

  /**
   * Of one side.
   *
   * @param restart what shows a restart of its processes
   */
  SideTargets(SideRun side, Optional<Restart> restart) {
    this.side = side;
    this.restart = restart;
  }

  /**
   * The side's selector without matchers on labels that only the metrics carry, which {@code up}
   * cannot satisfy; and the page, where only one of several has compared series.
   */
  LabelMatchers matchers() {
    Set<String> own = new HashSet<>(side.identity().sourceLabels());
    OF_TARGETS.forEach(own::remove);
    return new LabelMatchers(
            side.selector().matchers().stream()
                .filter(matcher -> !own.contains(matcher.label()))
                .toList())
        .and(page);
  }

  /**
   * Reads them.
   *
   * @param compared the names of the series that are compared
   */
  void read(long readAfter, long readUntil, List<String> compared) throws SourceUnavailable {
    after = readAfter;
    until = readUntil;
    List<RawSeries> up = raw("up");
    ScrapedPages pages = ScrapedPages.ONE;
    if (Scrapers.ofSeveralPages(up)) {
      targets = Targets.of(up, List.of(), side.interval());
      pages = ScrapedPages.of(side, compared);
      page = pages.matchers(up);
      up = up.stream().filter(one -> page.matches(one.labels()::get)).toList();
    }
    targets = Targets.of(up, raw("scrape_duration_seconds"), side.interval());
    List<ScraperDoubt> doubts = new Scrapers(side, up, pages).doubts();
    doubts.forEach(doubt -> side.asking().doubt(doubt.sentence() + ": " + doubt.remedy()));
    List<RawSeries> signals = List.of();
    for (List<String> some : Instances.inParts(targets.endedInstances())) {
      noteCeased(some);
    }
    if (restart.isPresent()) {
      signals = raw(restart.get().series());
      targets.noteRestarts(signals, restart.get().kind());
    }
    facts = TargetFacts.of(up, signals).with(doubts);
  }

  /**
   * Asks which targets merely ceased to be scraped. Where the server finds that too much to ask
   * even of one, it may have.
   */
  private void noteCeased(List<String> some) throws SourceUnavailable {
    LabelMatchers these = matchers().and(Instances.matching(some));
    long markedWithin = side.interval() * 3 / 2;
    try {
      side.asking()
          .ceasing(these, after, until, markedWithin, labels -> targets.ceased(Target.of(labels)));
    } catch (QueryTooLarge tooLarge) {
      if (some.size() == 1) {
        targets.ceased(some);
      } else {
        int half = some.size() / 2;
        noteCeased(some.subList(0, half));
        noteCeased(some.subList(half, some.size()));
      }
    }
  }

  private List<RawSeries> raw(String series) throws SourceUnavailable {
    return new PartedSamples(side, Splits.ofTargets(side)).all(series, matchers());
  }

  /** Takes over what another run knew of the targets. */
  void know(Targets recorded) {
    targets = recorded;
  }

  /** What is to be said of targets that merely ceased, behind a reason; empty if there are none. */
  String ceased() {
    Set<String> ceased = targets.ceased();
    if (ceased.isEmpty()) {
      return "";
    }
    return "; on the "
        + side.word()
        + " side nobody scrapes "
        + ceased.stream().limit(NAMED_CEASED).collect(Collectors.joining(", "))
        + (ceased.size() > NAMED_CEASED ? " and " + (ceased.size() - NAMED_CEASED) + " more" : "")
        + " any more, and no staleness marker says that they are gone, so they may count on: see that"
        + " every scraper of the side is up, or take a window that begins later";
  }

  /** What to say if none was scraped; empty if any was. */
  Optional<String> unscraped() {
    if (targets.size() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        ("no target of the " + side.word() + " side was scraped: " + side.source().name())
            + (" has no up series for {" + matchers() + "} in the window")
            + "; check the selector and the scrape configuration");
  }

  Targets targets() {
    return targets;
  }

  TargetFacts facts() {
    return facts;
  }

  long after() {
    return after;
  }

  long until() {
    return until;
  }
}
