package org.meshparity.proxyruntime.inproxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * All series of one proxy.
 *
 * <p>Its lock is taken when a thread meets a series for the first time, when a page begins and at a
 * flush, never to record. Series live as long as the proxy, so there is a most that it takes;
 * beyond it, what would have been recorded is counted instead.
 */
final class Registry {

  private final int maxSeries;
  private final Map<String, Family> families = new LinkedHashMap<>();
  private final LongAdder refused = new LongAdder();
  private final Cell refusal = new Cell.Refused(refused);
  private final HistogramMerger merger = new HistogramMerger();
  private int seriesCount;

  Registry(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  /** A thread's part of a series, or what counts that there is no room for it. */
  synchronized Cell cell(String name, MetricType type, String labels, int shard) {
    Family family = families.get(name);
    Series series = family == null ? null : family.find(labels);
    if (series == null) {
      if (seriesCount >= maxSeries) {
        return refusal;
      }
      seriesCount++;
      series = family(name, type).add(labels);
    }
    return series.cell(shard);
  }

  private Family family(String name, MetricType type) {
    return families.computeIfAbsent(name, n -> new Family(n, type));
  }

  /** The families there are now. */
  synchronized List<Family> families() {
    return new ArrayList<>(families.values());
  }

  synchronized int seriesCount() {
    return seriesCount;
  }

  /** How often something could not be recorded because there were too many series. */
  long refused() {
    return refused.sum();
  }

  /** Makes visible what the histograms recorded since the last flush. */
  void flush() {
    List<Family> now = families();
    synchronized (merger) {
      for (Family family : now) {
        int size = family.type() == MetricType.HISTOGRAM ? family.size() : 0;
        for (int i = 0; i < size; i++) {
          family.get(i).flush(merger);
        }
      }
    }
  }
}
