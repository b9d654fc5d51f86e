package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.meshparity.comparator.cause.CauseFound;
import org.meshparity.comparator.cause.CauseQuery;
import org.meshparity.comparator.envelope.Delays;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.envelope.Named;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.envelope.Target;
import org.meshparity.comparator.envelope.Targets;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.preflight.PreflightSide;
import org.meshparity.comparator.preflight.TargetFacts;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesPart;
import org.meshparity.rules.SeriesRules;
import org.meshparity.rules.SideRules;

/**
 * One side during one run: its source, how it is read, when its targets were scraped, and what the
 * source warned of.
 */
final class SideRun implements SideFacts {

  /** One series name of a metric, as what the pack knows it, and which numbers it holds. */
  record Name(Named named, String series, Part part) {
    /** Which part of the metric its series tell of. */
    SeriesPart from() {
      return named.part();
    }
  }

  /** A pack may tell groups apart by them; targets have them all the same. */
  private static final List<String> OF_TARGETS = List.of("cluster", "job", "instance");

  private static final int NAMED_CEASED = 3;
  private static final int MOST_NOTES = 10;

  private final String word;
  private final SideSettings settings;
  private final SideRules rules;
  private final Identity identity;
  private final long clockError;
  private final long mostLag;
  private final Budget budget;
  private final SampleSource source;
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> notes = ConcurrentHashMap.newKeySet();
  private SeriesCounts counts = SeriesCounts.UNKNOWN;
  private Targets targets = Targets.of(List.of(), List.of(), 1);
  private TargetFacts facts = TargetFacts.NONE;
  private long after;
  private long until;

  /**
   * For one run.
   *
   * @param mostLag the longest lag of any metric on this side, in milliseconds
   */
  SideRun(
      String word,
      SideSettings settings,
      SideRules rules,
      Identity identity,
      long clockError,
      long mostLag,
      Budget budget) {
    this.word = word;
    this.settings = settings;
    this.rules = rules;
    this.identity = identity;
    this.clockError = clockError;
    this.mostLag = mostLag;
    this.budget = budget;
    this.source = settings.source().noting(notes::add);
  }

  /** Reads when the side's targets were scraped, over everything that the run can touch. */
  void readTargets(long readAfter, long readUntil) throws SourceUnavailable {
    after = readAfter;
    until = readUntil;
    List<RawSeries> up = raw("up");
    List<RawSeries> signals = List.of();
    targets = Targets.of(up, raw("scrape_duration_seconds"), interval());
    noteCeased();
    if (rules.restart().isPresent()) {
      signals = raw(rules.restart().get().series());
      targets.noteRestarts(signals, rules.restart().get().kind());
    }
    facts = TargetFacts.of(up, signals);
  }

  /**
   * Asks which targets merely ceased to be scraped. Where the server finds that too much to ask
   * even of one, it may have.
   */
  private void noteCeased() throws SourceUnavailable {
    for (List<String> some : PushdownReader.inParts(targets.endedInstances())) {
      noteCeased(some);
    }
  }

  private void noteCeased(List<String> some) throws SourceUnavailable {
    LabelMatchers these = targetMatchers().and(PushdownReader.onInstances(some));
    budget.ask();
    try {
      warn(
          source()
              .ceasing(
                  "up",
                  these,
                  after - offset(),
                  until - offset(),
                  interval() * 3 / 2,
                  labels -> targets.ceased(Target.of(labels))));
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

  /** What is to be said of targets that merely ceased, behind a reason; empty if there are none. */
  String ceased() {
    Set<String> ceased = targets.ceased();
    if (ceased.isEmpty()) {
      return "";
    }
    return "; on the "
        + word
        + " side nobody scrapes "
        + ceased.stream().limit(NAMED_CEASED).collect(Collectors.joining(", "))
        + (ceased.size() > NAMED_CEASED ? " and " + (ceased.size() - NAMED_CEASED) + " more" : "")
        + " any more, and no staleness marker says that they are gone, so they may count on: see that"
        + " every scraper of the side is up, or take a window that begins later";
  }

  /** The side as a preflight looks at it, once its targets were read. */
  PreflightSide preflight() {
    return new PreflightSide(
        word,
        source(),
        settings.selector(),
        targetMatchers(),
        interval(),
        offset(),
        rules.restart(),
        facts,
        null);
  }

  /** Takes over what another run knew of the targets. */
  void know(Targets recorded) {
    targets = recorded;
  }

  /** What to say if none of the side's targets was scraped; empty if any was. */
  Optional<String> unscraped() {
    if (targets.size() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        ("no target of the " + word + " side was scraped: " + source().name())
            + (" has no up series for {" + targetMatchers() + "} in the window")
            + "; check the selector and the scrape configuration");
  }

  private List<RawSeries> raw(String series) throws SourceUnavailable {
    List<RawSeries> all = new ArrayList<>();
    readOfTargets(series, targetMatchers(), all);
    return all;
  }

  /** In as many parts as the server wants. */
  private void readOfTargets(String series, LabelMatchers which, List<RawSeries> into)
      throws SourceUnavailable {
    List<RawSeries> found = new ArrayList<>();
    try {
      samples(series, which, after, until, found::add);
    } catch (QueryTooLarge tooLarge) {
      if (!(source() instanceof QuerySource)) {
        throw tooLarge;
      }
      for (Splits.Part part : Splits.ofTargets(this).halves(series, which, tooLarge)) {
        readOfTargets(series, which.and(part.which()), into);
      }
      return;
    }
    into.addAll(found);
  }

  /**
   * Hands over raw samples. A side that is read earlier is moved to the window's time here, so that
   * nothing behind knows of it.
   */
  void samples(String series, LabelMatchers matchers, long from, long to, Consumer<RawSeries> into)
      throws SourceUnavailable {
    long offset = offset();
    Consumer<RawSeries> moved = offset == 0 ? into : found -> into.accept(found.later(offset));
    budget.ask();
    warn(source().samples(series, matchers, from - offset, to - offset, moved));
  }

  /** Hands over native histograms, otherwise as {@link #samples}. */
  void histograms(
      String series, LabelMatchers matchers, long from, long to, Consumer<RawHistograms> into)
      throws SourceUnavailable {
    long offset = offset();
    Consumer<RawHistograms> moved = offset == 0 ? into : found -> into.accept(found.later(offset));
    budget.ask();
    warn(source().histograms(series, matchers, from - offset, to - offset, moved));
  }

  /** Asks the side's server to compute; only where there is one. */
  void query(String promql, long at, QuerySource.VectorSink into) throws SourceUnavailable {
    budget.ask();
    warn(server().query(promql, at - offset(), into));
  }

  /** The same where label sets come in other answers too. */
  void sums(String promql, long at, Sums into) throws SourceUnavailable {
    budget.ask();
    warn(server().sums(promql, at - offset(), into));
  }

  /** The same for an expression whose result is a range vector. */
  void ranges(String promql, long from, long to, Consumer<RawSeries> into)
      throws SourceUnavailable {
    long offset = offset();
    budget.ask();
    warn(
        server()
            .ranges(
                promql,
                from - offset,
                to - offset,
                found -> into.accept(offset == 0 ? found : found.later(offset))));
  }

  private QuerySource server() {
    if (source() instanceof QuerySource server) {
      return server;
    }
    throw new IllegalStateException(source().name() + " cannot compute");
  }

  /** Notes how many series there are, once counted. */
  void expect(SeriesCounts series) {
    counts = series;
  }

  /** About how many raw samples of a name lie in all that a run can touch; 0 if nobody knows. */
  double expectedSamples(Name name, LabelMatchers some) {
    double series = counts.of(List.of(name));
    boolean unknown = Double.isInfinite(series) || !some.matchers().isEmpty();
    return unknown ? 0 : series * (until - after) / interval();
  }

  /** An instant at which all targets that are still up had been scraped. */
  long lately() {
    return Math.min(until, targets.scrapedUntil());
  }

  Budget budget() {
    return budget;
  }

  SeriesCounts counts() {
    return counts;
  }

  /** How much earlier than the window the side is read, in milliseconds. */
  long offset() {
    return settings.offset().toMillis();
  }

  /** What the source warned of makes its answers partial. */
  void warn(List<String> found) {
    for (String warning : found) {
      String line = source().name() + " answered in part: " + warning;
      if (!warnings.contains(line)) {
        warnings.add(line);
      }
    }
  }

  /**
   * The selector without matchers on labels that only the metrics carry, which {@code up} cannot
   * satisfy.
   */
  LabelMatchers targetMatchers() {
    Set<String> own = new HashSet<>(identity.sourceLabels());
    OF_TARGETS.forEach(own::remove);
    return new LabelMatchers(
        settings.selector().matchers().stream()
            .filter(matcher -> !own.contains(matcher.label()))
            .collect(Collectors.toList()));
  }

  /** Every series name of a metric on this side, of each of its parts under each alias. */
  List<Name> names(MetricRule metric, SeriesRules series) {
    return isNative(series)
        ? named(series, (named, names) -> names.add(new Name(named, named.name(), Part.NATIVE)))
        : classicNames(metric, series);
  }

  /** Whether a metric's histograms are samples themselves here: no page of text can show such. */
  boolean isNative(SeriesRules series) {
    return series.form() == SeriesRules.Form.NATIVE && source().knowsNativeHistograms();
  }

  /** The names under which every source but a database has them. */
  static List<Name> classicNames(MetricRule metric, SeriesRules series) {
    return named(
        series,
        (named, names) -> {
          String base = named.name();
          if (metric.type() == MetricRule.Type.COUNTER) {
            names.add(new Name(named, base, Part.COUNTER));
            return;
          }
          names.add(new Name(named, base + "_count", Part.COUNT));
          if (metric.type() == MetricRule.Type.HISTOGRAM) {
            names.add(new Name(named, base + "_bucket", Part.BUCKET));
          }
          names.add(new Name(named, base + "_sum", Part.SUM));
        });
  }

  private static List<Name> named(SeriesRules series, BiConsumer<Named, List<Name>> into) {
    List<Name> names = new ArrayList<>();
    for (SeriesPart part : series.parts()) {
      part.names().forEach(base -> into.accept(new Named(base, part), names));
    }
    return names;
  }

  Delays delays(SeriesRules series) {
    StampErrors stamps = source().stamps().at(interval());
    return new Delays(
        (long) Math.ceil(stamps.plusMs()),
        (long) Math.ceil(stamps.minusMs()),
        series.lag().toMillis(),
        clockError);
  }

  PushdownTimes times(Window window, SeriesRules series) {
    return PushdownTimes.of(window, delays(series), mostLag, targets.longestScrape(), interval());
  }

  OptionalLong expiry() {
    return rules.expiry().isPresent()
        ? OptionalLong.of(rules.expiry().get().toMillis())
        : OptionalLong.empty();
  }

  boolean isLegacy() {
    return word.equals("legacy");
  }

  long clockError() {
    return clockError;
  }

  /** Whether the pack names what shows a restart of this side's processes. */
  boolean hasRestartSignal() {
    return rules.restart().isPresent();
  }

  /** "legacy" or "candidate". */
  String word() {
    return word;
  }

  SampleSource source() {
    return source;
  }

  LabelMatchers selector() {
    return settings.selector();
  }

  Identity identity() {
    return identity;
  }

  Targets targets() {
    return targets;
  }

  @Override
  public Report.Side described(Window window) {
    Double scraped = targets.size() == 0 ? null : targets.scraped(window.start(), window.end());
    return new Report.Side(source().name(), selector().toString(), interval() / 1000.0, scraped);
  }

  @Override
  public Shown evidence(MetricRule metric, Window window) {
    return Evidence.of(this, metric, isLegacy() ? metric.legacy() : metric.candidate(), window);
  }

  @Override
  public Optional<CauseQuery> query(
      MetricRule metric, CauseFound.View view, Map<String, String> where, Window window) {
    return source() instanceof QuerySource ? shown(metric, view, where, window) : Optional.empty();
  }

  /** The same, wherever the side was read. */
  Optional<CauseQuery> shown(
      MetricRule metric, CauseFound.View view, Map<String, String> where, Window window) {
    SeriesRules series = isLegacy() ? metric.legacy() : metric.candidate();
    return new CauseQueries(this, times(window, series)).of(names(metric, series), view, where);
  }

  @Override
  public List<String> notes() {
    return notes.stream()
        .sorted()
        .limit(MOST_NOTES)
        .map(note -> source.name() + ": " + note)
        .toList();
  }

  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  long interval() {
    return settings.scrapeInterval().toMillis();
  }

  long after() {
    return after;
  }

  long until() {
    return until;
  }
}
