package org.meshparity.comparator.script;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;

/** The samples of a script as a Prometheus hands them over one by one. */
final class ScriptSource implements SampleSource {

  private final long epochMs;
  private final List<ScriptSamples> all;

  /**
   * @param epochMs when the script's zero was, in milliseconds since the epoch
   */
  ScriptSource(long epochMs, List<ScriptSamples> all) {
    this.epochMs = epochMs;
    this.all = List.copyOf(all);
  }

  @Override
  public String name() {
    return "script";
  }

  @Override
  public StampErrors stamps() {
    return StampErrors.PROMETHEUS;
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into) {
    for (ScriptSamples samples : all) {
      if (samples.name().equals(series)) {
        Map<String, String> labels = new TreeMap<>(samples.labels());
        labels.put(Labels.NAME, series);
        if (matchers.matches(label -> labels.getOrDefault(label, ""))) {
          RawSeries slice = slice(samples, Labels.of(labels), afterMs - epochMs, untilMs - epochMs);
          if (slice.size() > 0) {
            into.accept(slice);
          }
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
    for (ScriptSamples samples : all) {
      Labels labels = Labels.of(samples.labels());
      if (samples.name().equals(series)
          && matchers.matches(labels::get)
          && samples.ceases(untilMs - epochMs, markedWithinMs)) {
        into.accept(labels);
      }
    }
    return List.of();
  }

  private RawSeries slice(ScriptSamples samples, Labels labels, long after, long until) {
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
    return new RawSeries(labels, Arrays.copyOf(stamps, size), Arrays.copyOf(values, size));
  }
}
