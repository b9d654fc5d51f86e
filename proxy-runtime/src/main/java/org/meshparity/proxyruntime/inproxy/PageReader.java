package org.meshparity.proxyruntime.inproxy;

import java.util.List;

/**
 * Reads all series of a proxy as text, a piece at a time, so that no more of a page is held than
 * its reader has asked for. Series that are added meanwhile may or may not be in it. Not safe for
 * use by several threads.
 */
public final class PageReader {

  private final Registry registry;
  private final List<Family> families;
  private int family;
  private int series;
  private boolean toldOfItself;

  PageReader(Registry registry) {
    this.registry = registry;
    families = registry.families();
  }

  /** Whether anything is left to write. */
  public boolean hasMore() {
    return !toldOfItself;
  }

  /** Writes on until the page holds at least so many characters, or everything is written. */
  public void writeSome(StatsPage page, int characters) {
    while (page.length() < characters && hasMore()) {
      if (family < families.size()) {
        writeNext(page, families.get(family));
      } else {
        tellOfItself(page);
      }
    }
  }

  private void writeNext(StatsPage page, Family of) {
    if (series == of.size()) {
      family++;
      series = 0;
      return;
    }
    Series next = of.get(series);
    series++;
    switch (of.type()) {
      case COUNTER -> page.counter(of.name(), next.labels(), next.value());
      case GAUGE -> page.gauge(of.name(), next.labels(), next.value());
      case HISTOGRAM -> page.histogram(of.name(), next.labels(), next.histogram());
    }
  }

  private void tellOfItself(StatsPage page) {
    page.gauge("meshparity_stats_series", "", registry.seriesCount());
    page.counter("meshparity_stats_refused_recordings_total", "", registry.refused());
    toldOfItself = true;
  }
}
