package org.meshparity.comparator.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.run.QueryPlan;
import org.meshparity.comparator.run.RunLimits;
import picocli.CommandLine.Option;

/** How much a check may ask of its servers, and what it says before it asks. */
final class LimitOptions {

  private static final Map<Character, Long> UNITS =
      Map.of('k', 1_000L, 'm', 1_000_000L, 'g', 1_000_000_000L);

  @Option(
      names = "--max-queries",
      paramLabel = "NUMBER",
      description = "Most queries of a run, both sides together (default: 2000).")
  private @Nullable String maxQueries;

  @Option(
      names = "--max-samples",
      paramLabel = "NUMBER",
      description =
          "Most samples under the window that a run may read or let a server read, e.g. 500M"
              + " (default: 4G). A run whose plan needs more ends with 4 before it loads any"
              + " series.")
  private @Nullable String maxSamples;

  @Option(
      names = "--samples-per-query",
      paramLabel = "NUMBER",
      description =
          "So many raw samples are asked for at once (default: 40M); lower it where a server's own"
              + " limit is lower. A query that the server still refuses is asked in parts.")
  private @Nullable String samplesPerQuery;

  @Option(names = "--quiet", description = "Say nothing about what the run is going to ask.")
  private boolean quiet;

  RunLimits limits() {
    RunLimits limits = RunLimits.DEFAULT;
    if (maxQueries != null) {
      limits = limits.withMaxQueries(number("--max-queries", maxQueries));
    }
    if (maxSamples != null) {
      limits = limits.withMaxSamples(number("--max-samples", maxSamples));
    }
    if (samplesPerQuery != null) {
      limits = limits.withSamplesPerQuery(number("--samples-per-query", samplesPerQuery));
    }
    return limits;
  }

  /** Standard output belongs to the report. */
  void say(QueryPlan plan) {
    if (!quiet) {
      System.err.println(plan);
    }
  }

  private static long number(String option, String text) {
    String digits = text.toLowerCase(Locale.ROOT);
    long unit = digits.isEmpty() ? 1 : UNITS.getOrDefault(digits.charAt(digits.length() - 1), 1L);
    String whole = unit == 1 ? digits : digits.substring(0, digits.length() - 1);
    if (!whole.matches("[1-9][0-9]*")) {
      throw new IllegalArgumentException(
          option
              + " must be a whole number above 0, like 500, 500k, 500M or 5G, was \""
              + text
              + '"');
    }
    try {
      return Math.multiplyExact(Long.parseLong(whole), unit);
    } catch (ArithmeticException | NumberFormatException tooLong) {
      throw new IllegalArgumentException(
          option + " must be at most 9223372036854775807, was \"" + text + '"', tooLong);
    }
  }
}
