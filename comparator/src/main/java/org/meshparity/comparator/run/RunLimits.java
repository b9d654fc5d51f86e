package org.meshparity.comparator.run;

import java.util.Locale;
import java.util.Map;

/**
 * What one run may ask of its servers. A run whose plan needs more is refused before it asks for a
 * single series; one that turns out to need more queries stops there.
 *
 * @param maxQueries how many queries, both sides together
 * @param maxSamples how many samples may lie under both sides' windows, as far as can be told
 *     beforehand
 * @param samplesPerQuery so many raw samples are asked for at once; a Prometheus refuses beyond 50
 *     million unless told otherwise
 * @param memory what a run may count on, in bytes: samples that need more than half of it are read
 *     in batches
 */
public record RunLimits(long maxQueries, long maxSamples, long samplesPerQuery, long memory) {

  /** Enough for a mesh of several million series. */
  public static final RunLimits DEFAULT = new RunLimits(2000, 4_000_000_000L, 40_000_000);

  private static final Map<Character, Long> UNITS =
      Map.of('k', 1_000L, 'm', 1_000_000L, 'g', 1_000_000_000L);

  public RunLimits {
    positive("max queries", maxQueries);
    positive("max samples", maxSamples);
    positive("samples per query", samplesPerQuery);
    positive("memory", memory);
  }

  /**
   * Of all memory of this process.
   *
   * @param maxQueries how many queries, both sides together
   * @param maxSamples how many samples may lie under both sides' windows
   * @param samplesPerQuery so many raw samples are asked for at once
   */
  public RunLimits(long maxQueries, long maxSamples, long samplesPerQuery) {
    this(maxQueries, maxSamples, samplesPerQuery, Runtime.getRuntime().maxMemory());
  }

  /**
   * Reads an amount, like {@code 500} or {@code 500M}.
   *
   * @param what gives it, for the message
   */
  public static long amount(String what, String text) {
    String digits = text.toLowerCase(Locale.ROOT);
    long unit = digits.isEmpty() ? 1 : UNITS.getOrDefault(digits.charAt(digits.length() - 1), 1L);
    String whole = unit == 1 ? digits : digits.substring(0, digits.length() - 1);
    if (!whole.matches("[1-9][0-9]*")) {
      throw new IllegalArgumentException(
          what
              + " must be a whole number above 0, like 500, 500k, 500M or 5G, was \""
              + text
              + '"');
    }
    try {
      return Math.multiplyExact(Long.parseLong(whole), unit);
    } catch (ArithmeticException | NumberFormatException tooLong) {
      throw new IllegalArgumentException(
          what + " must be at most 9223372036854775807, was \"" + text + '"', tooLong);
    }
  }

  private static void positive(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be 1 or more, was " + value);
    }
  }

  /** The same with another number of queries. */
  public RunLimits withMaxQueries(long most) {
    return new RunLimits(most, maxSamples, samplesPerQuery, memory);
  }

  /** The same with another number of samples. */
  public RunLimits withMaxSamples(long most) {
    return new RunLimits(maxQueries, most, samplesPerQuery, memory);
  }

  /** The same with other parts. */
  public RunLimits withSamplesPerQuery(long most) {
    return new RunLimits(maxQueries, maxSamples, most, memory);
  }

  /** The same with other memory, in bytes. */
  public RunLimits withMemory(long bytes) {
    return new RunLimits(maxQueries, maxSamples, samplesPerQuery, bytes);
  }
}
