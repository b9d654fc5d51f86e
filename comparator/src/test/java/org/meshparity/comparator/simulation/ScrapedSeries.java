package org.meshparity.comparator.simulation;

import java.util.Arrays;
import java.util.Map;
import org.meshparity.comparator.script.ScriptSamples;

/**
 * One series as a Prometheus stores it, staleness markers included.
 *
 * @param name the metric's full name
 * @param labels without the name
 * @param stampsMs milliseconds since the world's zero, ascending
 * @param values {@link #STALE} where the series was seen to be gone
 */
public record ScrapedSeries(
    String name, Map<String, String> labels, long[] stampsMs, double[] values) {

  /** The bit pattern by which Prometheus marks the end of a series. */
  public static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  /** Whether a value is the staleness marker, and not just any NaN. */
  public static boolean stale(double value) {
    return Double.doubleToRawLongBits(value) == 0x7ff0000000000002L;
  }

  /** As a source holds them. */
  ScriptSamples samples() {
    return new ScriptSamples(name, labels, stampsMs, values);
  }

  /** Collects samples. */
  static final class Builder {
    private final String name;
    private final Map<String, String> labels;
    private long[] stamps = new long[280];
    private double[] values = new double[280];
    private int size;

    Builder(String name, Map<String, String> labels) {
      this.name = name;
      this.labels = labels;
    }

    void add(long stampMs, double value) {
      if (size == stamps.length) {
        stamps = Arrays.copyOf(stamps, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      stamps[size] = stampMs;
      values[size++] = value;
    }

    boolean isEmpty() {
      return size == 0;
    }

    ScrapedSeries build() {
      return new ScrapedSeries(
          name, labels, Arrays.copyOf(stamps, size), Arrays.copyOf(values, size));
    }
  }
}
