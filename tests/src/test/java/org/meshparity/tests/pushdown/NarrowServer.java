package org.meshparity.tests.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.ForwardingServer;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/**
 * A server that hands over the samples of one series at once, and looks for names and labels on one
 * target at once.
 */
final class NarrowServer extends ForwardingServer {

  private int refused;

  NarrowServer(QuerySource server) {
    super(server);
  }

  /** How often it was asked for too much. */
  int refused() {
    return refused;
  }

  @Override
  public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    boolean searches = promql.contains("exported_") || promql.contains("__name__=~\".+");
    if (searches && !promql.contains("instance")) {
      throw tooLarge();
    }
    return super.query(promql, atMs, into);
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long after, long until, Consumer<RawSeries> into)
      throws SourceUnavailable {
    List<RawSeries> found = new ArrayList<>();
    List<String> warnings = super.samples(series, matchers, after, until, found::add);
    if (found.size() > 1) {
      throw tooLarge();
    }
    found.forEach(into);
    return warnings;
  }

  private QueryTooLarge tooLarge() {
    refused++;
    return new QueryTooLarge("too many samples", null);
  }

  /** It remembers by itself, and nobody reads the remarks here. */
  @Override
  protected SampleSource over(SampleSource noting) {
    return this;
  }
}
