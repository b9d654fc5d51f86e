package org.meshparity.comparator.preflight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/**
 * Asks a source that only hands over samples, such as one that scrapes by itself and keeps them in
 * memory. It cannot list names, so it suggests none; nor does it know native histograms.
 */
final class SampledLookup implements Lookup {

  private final SampleSource source;
  private final long at;
  private final long offset;
  private final long interval;
  private final long look;
  private final Set<String> warnings = new LinkedHashSet<>();

  /**
   * At a moment.
   *
   * @param windowEnd in milliseconds, as the window has it
   */
  SampledLookup(SampleSource source, long windowEnd, PreflightSide side) {
    this.source = source;
    this.offset = side.offset();
    this.at = windowEnd - offset;
    this.interval = side.intervalSeen();
    this.look = side.look();
  }

  @Override
  public List<Present> present(Collection<String> names, LabelMatchers matchers, List<String> by)
      throws SourceUnavailable {
    Map<Labels, Double> counts = new LinkedHashMap<>();
    each(names, matchers, look, one -> counts.merge(kept(one, by), 1.0, Double::sum));
    List<Present> found = new ArrayList<>();
    counts.forEach((labels, count) -> found.add(new Present(labels, count)));
    return found;
  }

  @Override
  public List<Earlier> earlier(Collection<String> names, LabelMatchers matchers, List<String> by)
      throws SourceUnavailable {
    Map<Labels, Long> last = new LinkedHashMap<>();
    each(
        names,
        matchers,
        HISTORY_MS,
        one -> last.merge(kept(one, by), one.timestamp(one.size() - 1), Math::max));
    List<Earlier> found = new ArrayList<>();
    last.forEach((labels, ms) -> found.add(new Earlier(labels, ms)));
    return found;
  }

  @Override
  public List<String> alike(String prefix, LabelMatchers matchers, Collection<String> known) {
    return List.of();
  }

  @Override
  public Map<String, Double> sums(Collection<String> names, LabelMatchers matchers)
      throws SourceUnavailable {
    Map<String, Double> sums = new HashMap<>();
    each(
        names,
        matchers,
        look,
        one -> sums.merge(one.labels().get(Labels.NAME), one.value(one.size() - 1), Double::sum));
    return sums;
  }

  @Override
  public Map<String, Double> falling(Collection<String> names, LabelMatchers matchers)
      throws SourceUnavailable {
    Map<String, Double> falling = new HashMap<>();
    each(
        names,
        matchers,
        20 * interval,
        one -> {
          if (falls(one) >= 3) {
            falling.merge(one.labels().get(Labels.NAME), 1.0, Double::sum);
          }
        });
    return falling;
  }

  private static int falls(RawSeries series) {
    int falls = 0;
    for (int i = 1; i < series.size(); i++) {
      falls += series.value(i) < series.value(i - 1) ? 1 : 0;
    }
    return falls;
  }

  @Override
  public boolean anythingScrapedAt(long windowMs) throws SourceUnavailable {
    List<RawSeries> found = new ArrayList<>();
    long until = windowMs - offset;
    warnings.addAll(source.samples("up", LabelMatchers.ALL, until - 300_000, until, found::add));
    return !found.isEmpty();
  }

  @Override
  public List<String> natives(Collection<String> names, LabelMatchers matchers) {
    return List.of();
  }

  /** There is nothing to ask; the name says where to look on the targets' own pages. */
  @Override
  public String query(String name, LabelMatchers matchers, List<String> by) {
    return "";
  }

  /** No server is asked. */
  @Override
  public int asked() {
    return 0;
  }

  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void each(Collection<String> names, LabelMatchers matchers, long back, Sink sink)
      throws SourceUnavailable {
    for (String name : names) {
      warnings.addAll(
          source.samples(
              name,
              matchers,
              at - back,
              at,
              one -> {
                if (one.size() > 0) {
                  sink.accept(one);
                }
              }));
    }
  }

  private static Labels kept(RawSeries series, List<String> by) {
    Map<String, String> kept = new TreeMap<>();
    kept.put(Labels.NAME, series.labels().get(Labels.NAME));
    by.forEach(label -> kept.put(label, series.labels().get(label)));
    return Labels.of(kept);
  }

  /** Receives series that have a sample. */
  @FunctionalInterface
  private interface Sink {
    void accept(RawSeries series);
  }
}
