package org.meshparity.comparator.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One target of a mesh: what it was told, and what scrapes of it show. */
final class CausePage {

  private static final long INTERVAL_MS = 15_000;

  private final Generation generation;
  private final Map<String, String> target;
  private final long phaseMs;
  private final Map<Family, IdentityHashMap<Map<String, String>, List<long[]>>> told =
      new EnumMap<>(Family.class);
  private final Map<String, List<long[]>> plain = new TreeMap<>();
  private final List<long[]> absent = new ArrayList<>();
  private String renamed = "";
  private String exported = "";
  private boolean answers = true;
  private long startMs;
  private long downFromMs = Long.MAX_VALUE;
  private long forgottenMs = Long.MAX_VALUE;

  CausePage(Generation generation, String instance, Map<String, String> more, Dice dice) {
    this.generation = generation;
    this.phaseMs = Math.round(dice.between(0, INTERVAL_MS));
    this.target = new TreeMap<>(more);
    target.put("job", generation.job());
    target.put("instance", instance);
  }

  /** Never answers a scrape. */
  void silence() {
    answers = false;
  }

  /** Its process starts at a moment; nothing is scraped before. */
  void startsAt(long atMs) {
    startMs = atMs;
  }

  void downFrom(long atMs) {
    downFromMs = atMs;
  }

  void forgottenAt(long atMs) {
    forgottenMs = atMs;
  }

  /** Its series have this before their names. */
  void rename(String prefix) {
    renamed = prefix;
  }

  /** The target has a label of its own of this name. */
  void export(String label) {
    exported = label;
    target.put(label, "federation");
  }

  /** Series that stood still are gone in this time, and begin at 0 behind it. */
  void removesIdle(long fromMs, long untilMs) {
    absent.add(new long[] {fromMs, untilMs});
  }

  /** Counts an observation, visible from a moment on; the same labels are the same object. */
  void count(Family family, Map<String, String> labels, long visibleMicros, long value) {
    told.computeIfAbsent(family, f -> new IdentityHashMap<>())
        .computeIfAbsent(labels, l -> new ArrayList<>())
        .add(new long[] {visibleMicros, value});
  }

  /** Counts something that is no event of the mesh. */
  void plain(String name, long visibleMicros) {
    plain.computeIfAbsent(name, n -> new ArrayList<>()).add(new long[] {visibleMicros, 1});
  }

  private List<Long> stamps() {
    List<Long> stamps = new ArrayList<>();
    long endMs = Math.min(Timeline.END / Timeline.MILLI, forgottenMs);
    for (long at = phaseMs; at < endMs; at += INTERVAL_MS) {
      if (at > startMs) {
        stamps.add(at);
      }
    }
    return stamps;
  }

  private boolean answersAt(long atMs) {
    return answers && atMs < downFromMs;
  }

  List<ScrapedSeries> series() {
    List<ScrapedSeries> all = new ArrayList<>();
    ScrapedSeries.Builder up = new ScrapedSeries.Builder("up", target);
    ScrapedSeries.Builder took = new ScrapedSeries.Builder("scrape_duration_seconds", target);
    ScrapedSeries.Builder uptime = new ScrapedSeries.Builder("envoy_server_uptime", target);
    for (long at : stamps()) {
      up.add(at, answersAt(at) ? 1 : 0);
      took.add(at, 0.01);
      if (answersAt(at) && generation == Generation.CANDIDATE) {
        uptime.add(at, Math.floorDiv(at - startMs, 1000) + (startMs == 0 ? 100_000 : 0));
      }
    }
    if (forgottenMs < Timeline.END / Timeline.MILLI && !up.isEmpty()) {
      up.add(forgottenMs + INTERVAL_MS, ScrapedSeries.STALE); // as when discovery drops a target
    }
    all.add(up.build());
    all.add(took.build());
    if (!uptime.isEmpty()) {
      all.add(uptime.build());
    }
    told.forEach(
        (family, byLabels) ->
            byLabels.forEach(
                (labels, events) ->
                    all.addAll(series(Exposition.of(family, generation), labels, events))));
    plain.forEach(
        (name, events) -> all.addAll(series(new Exposition.Counter(name), Map.of(), events)));
    all.sort(Comparator.comparing(one -> one.name() + one.labels()));
    return all;
  }

  private List<ScrapedSeries> series(
      Exposition exposition, Map<String, String> own, List<long[]> events) {
    events.sort((a, b) -> Long.compare(a[0], b[0]));
    List<Exposition.Line> lines = exposition.lines();
    List<ScrapedSeries.Builder> builders = new ArrayList<>();
    for (Exposition.Line line : lines) {
      Map<String, String> labels = new TreeMap<>(own);
      if (!exported.isEmpty() && labels.containsKey(exported)) {
        labels.put("exported_" + exported, labels.remove(exported));
      }
      labels.putAll(target);
      labels.putAll(line.labels());
      builders.add(new ScrapedSeries.Builder(renamed + line.name(), labels));
    }
    double[] row = new double[lines.size()];
    int next = 0;
    for (long at : stamps()) {
      if (!answersAt(at)) {
        continue;
      }
      boolean gone = absent.stream().anyMatch(time -> at > time[0] && at < time[1]);
      if (gone) {
        row = new double[lines.size()];
        while (next < events.size() && events.get(next)[0] < at * Timeline.MILLI) {
          next++; // nothing is counted in that time
        }
        continue;
      }
      for (; next < events.size() && events.get(next)[0] < at * Timeline.MILLI; next++) {
        exposition.add(row, events.get(next)[1]);
      }
      if (next > 0) {
        for (int i = 0; i < row.length; i++) {
          builders.get(i).add(at, row[i]);
        }
      }
    }
    return builders.stream()
        .filter(builder -> !builder.isEmpty())
        .map(ScrapedSeries.Builder::build)
        .toList();
  }
}
