package org.meshparity.comparator.source;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

/**
 * Another source, each question to which passes a watch. Everything else is the other source's, so
 * that whoever wraps a source forgets nothing that the contract gains.
 */
public class ForwardingSource implements SampleSource {

  private final SampleSource source;
  private final SourceWatch watch;

  /** For whoever changes more than a watch can; lets everything pass. */
  protected ForwardingSource(SampleSource source) {
    this(source, SourceWatch.Question::put);
  }

  ForwardingSource(SampleSource source, SourceWatch watch) {
    this.source = source;
    this.watch = watch;
  }

  /** The same source under a watch; it can compute if the other can. */
  public static SampleSource of(SampleSource source, SourceWatch watch) {
    return source instanceof QuerySource server
        ? new ForwardingServer(server, watch)
        : new ForwardingSource(source, watch);
  }

  /** Each question comes through here. */
  protected List<String> pass(SourceWatch.Question question) throws SourceUnavailable {
    return watch.pass(question);
  }

  /**
   * The same watch over the source as it is once somebody hears its remarks. Whoever overrides what
   * is asked overrides this too, lest its own be lost.
   */
  protected SampleSource over(SampleSource noting) {
    return of(noting, watch);
  }

  @Override
  public final SampleSource noting(Consumer<String> notes) {
    SampleSource noting = source.noting(notes);
    return noting == source ? this : over(noting);
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into)
      throws SourceUnavailable {
    return pass(() -> source.samples(series, matchers, afterMs, untilMs, into));
  }

  @Override
  public List<String> histograms(
      String series,
      LabelMatchers matchers,
      long afterMs,
      long untilMs,
      Consumer<RawHistograms> into)
      throws SourceUnavailable {
    return pass(() -> source.histograms(series, matchers, afterMs, untilMs, into));
  }

  @Override
  public List<String> ceasing(
      String series,
      LabelMatchers matchers,
      long afterMs,
      long untilMs,
      long markedWithinMs,
      Consumer<Labels> into)
      throws SourceUnavailable {
    return pass(() -> source.ceasing(series, matchers, afterMs, untilMs, markedWithinMs, into));
  }

  @Override
  public Set<String> namesEndingIn(
      Set<String> names, LabelMatchers matchers, long afterMs, long untilMs)
      throws SourceUnavailable {
    Set<String> found = new HashSet<>();
    List<String> unused =
        pass(
            () -> {
              found.addAll(source.namesEndingIn(names, matchers, afterMs, untilMs));
              return List.of();
            });
    return found;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public int mostAtOnce() {
    return source.mostAtOnce();
  }

  @Override
  public StampErrors stamps() {
    return source.stamps();
  }

  @Override
  public Optional<ClockOffset> clock() {
    return source.clock();
  }

  @Override
  public boolean knowsNativeHistograms() {
    return source.knowsNativeHistograms();
  }

  @Override
  public void close() {
    source.close();
  }

  /** The other's. */
  @Override
  public String toString() {
    return source.toString();
  }
}
