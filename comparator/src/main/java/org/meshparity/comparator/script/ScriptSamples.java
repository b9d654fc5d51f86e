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

  /** Whether the last sample until an instant is no marker, though it is long ago. */
  boolean ceases(long until, long markedWithin) {
    int last = stampsMs.length - 1;
    while (last >= 0 && stampsMs[last] > until) {
      last--;
    }
    return last >= 0 && !stale(values[last]) && stampsMs[last] < until - markedWithin;
  }

  /** Whether a value is the marker that Prometheus writes behind the last sample of a series. */
  public static boolean stale(double value) {
    return SeriesNotation.absent(value);
  }
}
