package org.meshparity.comparator.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.series.SumsAt;
import org.meshparity.comparator.source.ClockOffset;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;

/** A source of which every question, whoever puts it, counts against a run's budget. */
class BudgetedSource implements SampleSource {

  private final SampleSource source;
  private final Budget budget;

  private BudgetedSource(SampleSource source, Budget budget) {
    this.source = source;
    this.budget = budget;
  }

  /** The same source; it can compute if the other can. */
  static SampleSource of(SampleSource source, Budget budget) {
    return source instanceof QuerySource server
        ? new Server(server, budget)
        : new BudgetedSource(source, budget);
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into)
      throws SourceUnavailable {
    budget.ask();
    return source.samples(series, matchers, afterMs, untilMs, into);
  }

  @Override
  public List<String> histograms(
      String series,
      LabelMatchers matchers,
      long afterMs,
      long untilMs,
      Consumer<RawHistograms> into)
      throws SourceUnavailable {
    budget.ask();
    return source.histograms(series, matchers, afterMs, untilMs, into);
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
    budget.ask();
    return source.ceasing(series, matchers, afterMs, untilMs, markedWithinMs, into);
  }

  @Override
  public Set<String> namesEndingIn(
      Set<String> names, LabelMatchers matchers, long afterMs, long untilMs)
      throws SourceUnavailable {
    budget.ask();
    return source.namesEndingIn(names, matchers, afterMs, untilMs);
  }

  @Override
  public String name() {
    return source.name();
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

  /** The same for one that computes. */
  private static final class Server extends BudgetedSource implements QuerySource {
    private final QuerySource server;
    private final Budget budget;

    Server(QuerySource server, Budget budget) {
      super(server, budget);
      this.server = server;
      this.budget = budget;
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
      budget.ask();
      return server.ceasing(series, matchers, afterMs, untilMs, markedWithinMs, into);
    }

    @Override
    public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
      budget.ask();
      return server.query(promql, atMs, into);
    }

    @Override
    public List<String> sums(String promql, long atMs, Sums into) throws SourceUnavailable {
      budget.ask();
      return server.sums(promql, atMs, into);
    }

    @Override
    public List<String> sums(String promql, long afterMs, long untilMs, SumsAt into)
        throws SourceUnavailable {
      budget.ask();
      return server.sums(promql, afterMs, untilMs, into);
    }

    @Override
    public List<String> ranges(String promql, long afterMs, long untilMs, Consumer<RawSeries> into)
        throws SourceUnavailable {
      budget.ask();
      return server.ranges(promql, afterMs, untilMs, into);
    }
  }
}
