package org.meshparity.comparator.script;

import java.util.Map;

/**
 * One series as a Prometheus stores it, staleness markers included. Times count from the script's
 * zero, in milliseconds.
 *
 * @param name the metric's full name
 * @param labels all others, without empty values
 * @param stampsMs strictly ascending
 * @param values as many
 */
@SuppressWarnings("ArrayRecordComponent") // rows of numbers, never compared
public record ScriptSamples(
    String name, Map<String, String> labels, long[] stampsMs, double[] values) {

  public ScriptSamples {
    labels = Map.copyOf(labels);
  }

  /** Whether a value is the marker that Prometheus writes behind the last sample of a series. */
  public static boolean stale(double value) {
    return SeriesNotation.absent(value);
  }
}
