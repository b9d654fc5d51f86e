package org.meshparity.comparator.cli;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.run.RunLimits;
import picocli.CommandLine.Option;

/** How much a run may ask of its servers. */
public final class LimitOptions {

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

  /** For picocli. */
  public LimitOptions() {}

  /** Whether anything was said about it. */
  public boolean isGiven() {
    return maxQueries != null || maxSamples != null || samplesPerQuery != null;
  }

  /** What the options say. */
  public RunLimits limits() {
    RunLimits limits = RunLimits.DEFAULT;
    if (maxQueries != null) {
      limits = limits.withMaxQueries(RunLimits.amount("--max-queries", maxQueries));
    }
    if (maxSamples != null) {
      limits = limits.withMaxSamples(RunLimits.amount("--max-samples", maxSamples));
    }
    if (samplesPerQuery != null) {
      limits = limits.withSamplesPerQuery(RunLimits.amount("--samples-per-query", samplesPerQuery));
    }
    return limits;
  }
}
