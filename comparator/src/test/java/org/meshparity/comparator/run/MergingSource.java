package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.SimulatedSource;
import org.meshparity.comparator.source.ForwardingSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/**
 * A server that merges what several scrapers wrote, which shows only where it counts series that
 * are not merged, and that counts so many series at once and no more.
 */
final class MergingSource extends ForwardingSource implements QuerySource {

  private static final Pattern COUNT =
      Pattern.compile("count\\(count_over_time\\(up\\{(.*)}\\[(\\d+)ms]\\)\\)");

  private final SimulatedSource merged;
  private final SimulatedSource apart;
  private final int most;
  private final List<String> asked = new ArrayList<>();

  /**
   * Of series.
   *
   * @param most how many it counts at once
   */
  MergingSource(long epochMs, List<ScrapedSeries> merged, List<ScrapedSeries> apart, int most) {
    super(new SimulatedSource(epochMs, merged));
    this.merged = new SimulatedSource(epochMs, merged);
    this.apart = new SimulatedSource(epochMs, apart);
    this.most = most;
  }

  /** Its questions. */
  List<String> asked() {
    return asked;
  }

  @Override
  public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    return counted(merged, promql, atMs, into);
  }

  @Override
  public List<String> unmerged(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    return counted(apart, promql, atMs, into);
  }

  private List<String> counted(SimulatedSource of, String promql, long at, VectorSink into)
      throws SourceUnavailable {
    asked.add(promql);
    Matcher count = COUNT.matcher(promql);
    if (!count.matches()) {
      throw new SourceUnavailable("nobody asks a server " + promql, null);
    }
    List<RawSeries> found = new ArrayList<>();
    long after = at - Long.parseLong(count.group(2));
    of.samples("up", LabelMatchers.parse(count.group(1)), after, at, found::add);
    if (found.size() > most) {
      throw new QueryTooLarge(name() + " would load too many samples", null);
    }
    into.accept(Labels.of(Map.of()), found.size());
    return List.of();
  }

  @Override
  public List<String> ranges(String promql, long afterMs, long untilMs, Consumer<RawSeries> into)
      throws SourceUnavailable {
    throw new SourceUnavailable("nobody asks for ranges " + promql, null);
  }
}
