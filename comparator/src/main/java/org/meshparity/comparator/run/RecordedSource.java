package org.meshparity.comparator.run;

import java.util.List;
import java.util.function.Consumer;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;

/** What is known of a source that somebody else read: all but its samples. */
record RecordedSource(String name, StampErrors stamps, boolean knowsNativeHistograms)
    implements QuerySource {

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into) {
    throw asked();
  }

  @Override
  public List<String> query(String promql, long atMs, VectorSink into) {
    throw asked();
  }

  @Override
  public List<String> ranges(String promql, long afterMs, long untilMs, Consumer<RawSeries> into) {
    throw asked();
  }

  private IllegalStateException asked() {
    return new IllegalStateException(name + " was read by the shards, and cannot be asked again");
  }
}
