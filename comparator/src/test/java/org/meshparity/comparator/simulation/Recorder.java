package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Timeline.SECOND;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The series of one family of one group on one target, as they are scraped. */
public final class Recorder {

  /** The label that says which group a series is about. */
  public static final String GROUP = SimulatedMesh.GROUP;

  private static final long NEARBY = 100 * SECOND;

  private final Key key;
  private final Exposition exposition;
  private final boolean expires;
  private final List<ScrapedSeries.Builder> builders = new ArrayList<>();
  private final Set<Process> seenIn = new HashSet<>();
  private Process process;
  private Meter meter;
  private boolean present;

  Recorder(Key key, Generation generation, Map<String, String> targetLabels) {
    this.key = key;
    this.exposition = Exposition.of(key.family(), generation);
    this.expires = generation == Generation.LEGACY;
    for (Exposition.Line line : exposition.lines()) {
      Map<String, String> labels = new TreeMap<>(targetLabels);
      labels.put(SimulatedMesh.GROUP, key.group());
      labels.putAll(line.labels());
      builders.add(new ScrapedSeries.Builder(line.name(), labels));
    }
  }

  Key key() {
    return key;
  }

  /** From now on another process answers. */
  void attach(Process next) {
    process = next;
    meter = new Meter(next, exposition, next.feed(key.family(), key.group()), expires);
  }

  /** Reads the series at a moment; null if they are not there. */
  double[] read(long moment, long stampMs) {
    if (!meter.advance(moment)) {
      markGone(stampMs);
      return null;
    }
    double[] row = meter.row();
    for (int i = 0; i < row.length; i++) {
      builders.get(i).add(stampMs, row[i]);
    }
    present = true;
    seenIn.add(process);
    return row;
  }

  /** Writes staleness markers if the series were there before. */
  void markGone(long stampMs) {
    if (present) {
      builders.forEach(builder -> builder.add(stampMs, ScrapedSeries.STALE));
    }
    present = false;
  }

  /** The scraper itself restarted: it knows of no series that it could declare gone. */
  void forget() {
    present = false;
  }

  /** Whether a process counted this near the window, and no scrape of it shows it. */
  boolean missed(Process counted, Span span) {
    Feed feed = counted.feed(key.family(), key.group());
    return !feed.isEmpty()
        && !seenIn.contains(counted)
        && counted.end() > span.start() - NEARBY
        && feed.visibleAt(0) < span.windowEnd() + NEARBY;
  }

  List<ScrapedSeries> series() {
    List<ScrapedSeries> all = new ArrayList<>();
    for (ScrapedSeries.Builder builder : builders) {
      if (!builder.isEmpty()) {
        all.add(builder.build());
      }
    }
    return all;
  }

  /** A family of a group. */
  public record Key(Family family, String group) {}
}
