package org.meshparity.comparator.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;

/** A source that a script lets answer in part, or not at all. */
class TroubledSource implements SampleSource {

  private final SampleSource source;
  private final Trouble trouble;

  private TroubledSource(SampleSource source, Trouble trouble) {
    this.source = source;
    this.trouble = trouble;
  }

  /**
   * What is wrong with a source.
   *
   * @param warning what it says of an answer that is not whole; null if it is
   * @param refusal why it does not answer; null if it does
   */
  record Trouble(@Nullable String warning, @Nullable String refusal) {

    static final Trouble NONE = new Trouble(null, null);

    private List<String> with(List<String> warnings) {
      List<String> all = new ArrayList<>(warnings);
      if (warning != null) {
        all.add(warning);
      }
      return all;
    }

    private void refuse(String name) throws SourceUnavailable {
      if (refusal != null) {
        throw new SourceUnavailable(name + ": " + refusal, null);
      }
    }
  }

  /** The same source with its trouble; one that computes still does. */
  static SampleSource of(SampleSource source, Trouble trouble) {
    if (trouble.equals(Trouble.NONE)) {
      return source;
    }
    return source instanceof QuerySource queries
        ? new Computing(queries, trouble)
        : new TroubledSource(source, trouble);
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
  public List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into)
      throws SourceUnavailable {
    trouble.refuse(name());
    return trouble.with(source.samples(series, matchers, afterMs, untilMs, into));
  }

  private static final class Computing extends TroubledSource implements QuerySource {

    private final QuerySource queries;
    private final Trouble trouble;

    Computing(QuerySource queries, Trouble trouble) {
      super(queries, trouble);
      this.queries = queries;
      this.trouble = trouble;
    }

    @Override
    public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
      trouble.refuse(name());
      return trouble.with(queries.query(promql, atMs, into));
    }

    @Override
    public List<String> ranges(String promql, long afterMs, long untilMs, Consumer<RawSeries> into)
        throws SourceUnavailable {
      trouble.refuse(name());
      return trouble.with(queries.ranges(promql, afterMs, untilMs, into));
    }
  }
}
