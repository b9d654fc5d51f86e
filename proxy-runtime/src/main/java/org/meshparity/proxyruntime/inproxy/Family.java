package org.meshparity.proxyruntime.inproxy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All series of one metric's name, in the order they were met.
 *
 * <p>Series are only ever added, so that a page can be written while they are: {@link #size()} read
 * first says how many of {@link #get} are there.
 */
final class Family {

  private final String name;
  private final MetricType type;
  private final Map<String, Series> byLabels = new HashMap<>();
  private volatile Series[] series = new Series[4];
  private volatile int size;

  Family(String name, MetricType type) {
    this.name = name;
    this.type = type;
  }

  String name() {
    return name;
  }

  MetricType type() {
    return type;
  }

  int size() {
    return size;
  }

  Series get(int index) {
    return series[index];
  }

  /** The series of these labels; null when there is none. Called under the registry's lock. */
  @Nullable Series find(String labels) {
    return byLabels.get(labels);
  }

  /** Adds a series; called under the registry's lock. */
  Series add(String labels) {
    Series added = new Series(type, labels);
    byLabels.put(labels, added);
    int at = size;
    if (at == series.length) {
      series = Arrays.copyOf(series, at * 2);
    }
    series[at] = added;
    size = at + 1;
    return added;
  }
}
