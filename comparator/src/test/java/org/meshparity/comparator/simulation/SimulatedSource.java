package org.meshparity.comparator.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;

/** Many worlds at once, as a Prometheus would hand over their raw samples. */
public final class SimulatedSource implements SampleSource {

  private final long epochMs;
  private final Map<String, List<Stored>> byName = new HashMap<>();

  /**
   * @param epochMs when the worlds' zero was, in milliseconds since the epoch
   */
  public SimulatedSource(long epochMs, List<ScrapedSeries> series) {
    this.epochMs = epochMs;
    for (ScrapedSeries each : series) {
      Map<String, String> labels = new TreeMap<>(each.labels());
      labels.put(Labels.NAME, each.name());
      Stored stored = new Stored(Labels.of(labels), each);
      byName.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(stored);
    }
  }

  /** All series of some worlds. */
  public static SimulatedSource of(long epochMs, List<World> worlds) {
    return new SimulatedSource(
        epochMs, worlds.stream().flatMap(world -> world.series().stream()).toList());
  }

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public StampErrors stamps() {
    return StampErrors.PROMETHEUS;
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into) {
    for (Stored stored : byName.getOrDefault(series, List.of())) {
      if (matchers.matches(stored.labels::get)) {
        RawSeries slice = slice(stored, afterMs - epochMs, untilMs - epochMs);
        if (slice.size() > 0) {
          into.accept(slice);
        }
      }
    }
    return List.of();
  }

  @Override
  public Set<String> namesEndingIn(
      Set<String> names, LabelMatchers matchers, long afterMs, long untilMs) {
    return byName.entrySet().stream()
        .filter(
            entry ->
                names.stream()
                    .anyMatch(n -> entry.getKey().endsWith(n) && !entry.getKey().equals(n)))
        .filter(
            entry -> entry.getValue().stream().anyMatch(one -> matchers.matches(one.labels::get)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private RawSeries slice(Stored stored, long afterMs, long untilMs) {
    long[] stamps = stored.series.stampsMs();
    long[] sliced = new long[stamps.length];
    double[] values = new double[stamps.length];
    int size = 0;
    for (int i = 0; i < stamps.length; i++) {
      double value = stored.series.values()[i];
      if (stamps[i] > afterMs && stamps[i] <= untilMs && !ScrapedSeries.stale(value)) {
        sliced[size] = epochMs + stamps[i];
        values[size++] = value;
      }
    }
    return new RawSeries(stored.labels, Arrays.copyOf(sliced, size), Arrays.copyOf(values, size));
  }

  private record Stored(Labels labels, ScrapedSeries series) {}
}
