package org.meshparity.proxyruntime.inproxy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One line of a counter or gauge, or one histogram, made of every thread's part. */
final class Series {

  private final MetricType type;
  private final String labels;
  private volatile @Nullable Cell[] cells = new Cell[0];
  private volatile HistogramSnapshot shown = HistogramSnapshot.EMPTY;

  Series(MetricType type, String labels) {
    this.type = type;
    this.labels = labels;
  }

  /** The labels in the page's form, without braces. */
  String labels() {
    return labels;
  }

  /** The part of a thread, made when it has none; called under the registry's lock. */
  Cell cell(int shard) {
    @Nullable Cell[] now = cells;
    if (shard < now.length && now[shard] != null) {
      return now[shard];
    }
    Cell made = type.newCell();
    @Nullable Cell[] larger = Arrays.copyOf(now, Math.max(now.length, shard + 1));
    larger[shard] = made;
    cells = larger;
    return made;
  }

  /** A counter's or a gauge's value now. */
  long value() {
    long value = 0;
    for (Cell cell : cells) {
      if (cell instanceof Cell.Counter counter) {
        value += counter.get();
      } else if (cell instanceof Cell.Gauge gauge) {
        value = Math.max(value, gauge.get());
      }
    }
    return value;
  }

  /** A histogram as of the last flush. */
  HistogramSnapshot histogram() {
    return shown;
  }

  /** Makes visible what a histogram recorded since the last flush. */
  void flush(HistogramMerger merger) {
    if (type == MetricType.HISTOGRAM && hasNews()) {
      shown = merger.merge(cells);
    }
  }

  private boolean hasNews() {
    long count = 0;
    for (Cell cell : cells) {
      if (cell instanceof LogLinearHistogram histogram) {
        count += histogram.count();
      }
    }
    return count != shown.count();
  }
}
