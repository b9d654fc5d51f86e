package org.meshparity.comparator.script;

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

/** Stored samples, e.g. a script's, as a Prometheus hands them over one by one. */
public final class ScriptSource implements SampleSource {

  private final String name;
  private final long epochMs;
  private final Map<String, List<Stored>> byName = new HashMap<>();

  /**
   * Of all series that there are.
   *
   * @param name what errors call it
   * @param epochMs when the samples' zero was, in milliseconds since the epoch
   */
  public ScriptSource(String name, long epochMs, List<ScriptSamples> all) {
    this.name = name;
    this.epochMs = epochMs;
    for (ScriptSamples each : all) {
      Map<String, String> labels = new TreeMap<>(each.labels());
      labels.put(Labels.NAME, each.name());
      byName
          .computeIfAbsent(each.name(), series -> new ArrayList<>())
          .add(new Stored(Labels.of(labels), each));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public StampErrors stamps() {
    return StampErrors.PROMETHEUS;
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into) {
    for (Stored stored : byName.getOrDefault(series, List.of())) {
      if (stored.matches(matchers)) {
        RawSeries slice = slice(stored, afterMs - epochMs, untilMs - epochMs);
        if (slice.size() > 0) {
          into.accept(slice);
        }
      }
    }
    return List.of();
  }

  @Override
  public List<String> ceasing(
      String series,
      LabelMatchers matchers,
      long afterMs,
      long untilMs,
      long markedWithinMs,
      Consumer<Labels> into) {
    for (Stored stored : byName.getOrDefault(series, List.of())) {
      if (stored.matches(matchers) && stored.samples.ceases(untilMs - epochMs, markedWithinMs)) {
        into.accept(stored.labels);
      }
    }
    return List.of();
  }

  @Override
  public Set<String> namesEndingIn(
      Set<String> names, LabelMatchers matchers, long afterMs, long untilMs) {
    return byName.entrySet().stream()
        .filter(entry -> isLonger(entry.getKey(), names))
        .filter(entry -> entry.getValue().stream().anyMatch(one -> one.matches(matchers)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static boolean isLonger(String name, Set<String> endings) {
    return endings.stream().anyMatch(ending -> name.endsWith(ending) && !name.equals(ending));
  }

  private RawSeries slice(Stored stored, long after, long until) {
    ScriptSamples samples = stored.samples;
    long[] stamps = new long[samples.stampsMs().length];
    double[] values = new double[stamps.length];
    int size = 0;
    for (int i = 0; i < stamps.length; i++) {
      long stamp = samples.stampsMs()[i];
      double value = samples.values()[i];
      if (stamp > after && stamp <= until && !ScriptSamples.stale(value)) {
        stamps[size] = epochMs + stamp;
        values[size++] = value;
      }
    }
    return new RawSeries(stored.labels, Arrays.copyOf(stamps, size), Arrays.copyOf(values, size));
  }

  private record Stored(Labels labels, ScriptSamples samples) {
    boolean matches(LabelMatchers matchers) {
      return matchers.matches(labels::get);
    }
  }
}
