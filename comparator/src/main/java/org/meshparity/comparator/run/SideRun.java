package org.meshparity.comparator.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Delays;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.envelope.Named;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.envelope.Targets;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.preflight.PreflightSide;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.series.SumsAt;
import org.meshparity.comparator.source.QuerySource;
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
final class SideRun {

  /** One series name of a metric, as what the pack knows it, and which numbers it holds. */
  record Name(Named named, String series, Part part) {
    /** Which part of the metric its series tell of. */
    SeriesPart from() {
      return named.part();
    }
  }

  private static final int TARGETS_OF_TRIAL = 20;

  private final String word;
  private final SideSettings settings;
  private final SideRules rules;
  private final Identity identity;
  private final long clockError;
  private final long mostLag;
  private final SideAsking asking;
  private final SideTargets scraped;
  private SeriesCounts counts = SeriesCounts.UNKNOWN;
  private @Nullable Map<String, Double> countedAtEnd;
  private long countedSince;

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
    this.asking = new SideAsking(settings.source(), settings.offset().toMillis(), budget);
    this.scraped = new SideTargets(this, rules.restart());
  }

  /**
   * Reads when the side's targets were scraped, over everything that the run can touch.
   *
   * @param compared the names of the series that are compared
   */
  void readTargets(long readAfter, long readUntil, List<String> compared) throws SourceUnavailable {
    scraped.read(readAfter, readUntil, compared);
  }

  /** What is to be said of targets that merely ceased, behind a reason; empty if there are none. */
  String ceased() {
    return scraped.ceased();
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
        scraped.facts(),
        null);
  }

  /** Takes over what another run knew of the targets. */
  void know(Targets recorded) {
    scraped.know(recorded);
  }

  /** What to say if none of the side's targets was scraped; empty if any was. */
  Optional<String> unscraped() {
    return scraped.unscraped();
  }

  /** What a report tells of it. */
  LiveSide facts() {
    return new LiveSide(this);
  }

  /** Puts its questions. */
  SideAsking asking() {
    return asking;
  }

  /** Hands over raw samples. */
  void samples(String series, LabelMatchers matchers, long from, long to, Consumer<RawSeries> into)
      throws SourceUnavailable {
    asking.samples(series, matchers, from, to, into);
  }

  /** Hands over native histograms, otherwise as {@link #samples}. */
  void histograms(
      String series, LabelMatchers matchers, long from, long to, Consumer<RawHistograms> into)
      throws SourceUnavailable {
    asking.histograms(series, matchers, from, to, into);
  }

  /** Asks the side's server to compute; only where there is one. */
  void query(String promql, long at, QuerySource.VectorSink into) throws SourceUnavailable {
    asking.query(promql, at, into);
  }

  /** The same where label sets come in other answers too. */
  void sums(String promql, long at, Sums into) throws SourceUnavailable {
    asking.sums(promql, at, into);
  }

  /** The same for a range vector with samples at a few times. */
  void sums(String promql, long from, long to, SumsAt into) throws SourceUnavailable {
    asking.sums(promql, from, to, into);
  }

  /** The same for an expression whose result is a range vector. */
  void ranges(String promql, long from, long to, Consumer<RawSeries> into)
      throws SourceUnavailable {
    asking.ranges(promql, from, to, into);
  }

  /**
   * Reads samples in chunks from now on, if the side's server hands them out, which some of its
   * targets show as well as all.
   *
   * @param series about how many a run is going to read; only of many is it worth while
   */
  boolean readChunks(long series) throws SourceUnavailable {
    List<String> instances = targets().instances();
    List<String> some = instances.subList(0, Math.min(TARGETS_OF_TRIAL, instances.size()));
    LabelMatchers shown = targetMatchers().and(Instances.matching(some));
    return asking.readChunks(series, shown, after(), until());
  }

  /**
   * Notes how many series each name had at the window's end, as whoever looked there saw it.
   *
   * @param since a series that ended after this still counts
   */
  void counted(Map<String, Double> atEnd, long since) {
    countedAtEnd = Map.copyOf(atEnd);
    countedSince = since;
  }

  /** Whether all that was counted lies in what a run reads, so that it has to be handed out. */
  boolean readsAllCounted() {
    return after() <= countedSince;
  }

  /** The same; null if nobody counted. */
  @Nullable Map<String, Double> countedAtEnd() {
    return countedAtEnd;
  }

  /** Whether targets went away in the window, and their series with them. */
  boolean lostTargets(Window window) {
    return scraped.facts().anyGone(window.start(), window.end(), interval());
  }

  /** Notes how many series there are, once counted. */
  void expect(SeriesCounts series) {
    counts = series;
  }

  /** About how many raw samples of a name lie in all that a run can touch; 0 if nobody knows. */
  double expectedSamples(Name name, LabelMatchers some) {
    double series = counts.of(List.of(name));
    boolean unknown = Double.isInfinite(series) || !some.matchers().isEmpty();
    return unknown ? 0 : series * (until() - after()) / interval();
  }

  /** An instant at which all targets that are still up had been scraped. */
  long lately() {
    return Math.min(until(), targets().scrapedUntil());
  }

  Budget budget() {
    return asking.budget();
  }

  SeriesCounts counts() {
    return counts;
  }

  /** How much earlier than the window the side is read, in milliseconds. */
  long offset() {
    return asking.offset();
  }

  /** What the source warned of makes its answers partial. */
  void warn(List<String> found) {
    asking.warn(found);
  }

  /** Which targets may be the side's, as far as their own labels tell. */
  LabelMatchers targetMatchers() {
    return scraped.matchers();
  }

  /** Every series name of a metric on this side, of each of its parts under each alias. */
  List<Name> names(MetricRule metric, SeriesRules series) {
    return isNative(series) ? SeriesNames.natives(series) : SeriesNames.classic(metric, series);
  }

  /** Whether a metric's histograms are samples themselves here: no page of text can show such. */
  boolean isNative(SeriesRules series) {
    return series.form() == SeriesRules.Form.NATIVE && source().knowsNativeHistograms();
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
    return PushdownTimes.of(window, delays(series), mostLag, targets().longestScrape(), interval());
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
    return asking.source();
  }

  LabelMatchers selector() {
    return settings.selector();
  }

  Identity identity() {
    return identity;
  }

  Targets targets() {
    return scraped.targets();
  }

  long interval() {
    return settings.scrapeInterval().toMillis();
  }

  long after() {
    return scraped.after();
  }

  long until() {
    return scraped.until();
  }
}
