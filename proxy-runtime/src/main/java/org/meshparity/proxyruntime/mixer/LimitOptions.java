package org.meshparity.proxyruntime.mixer;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.OptionValue;
import org.meshparity.proxyruntime.mixer.expression.GoDuration;
import picocli.CommandLine.Option;

/** How much the emitter takes, as options. */
final class LimitOptions {

  /** A batch of a client passes at once, whatever the rate is. */
  private static final int LEAST_BURST = 100;

  @Option(
      names = "--load-shedding",
      paramLabel = "MODE",
      defaultValue = "enforce",
      description =
          "What happens beyond a limit: enforce answers UNAVAILABLE, logonly counts, disabled"
              + " (default: ${DEFAULT-VALUE}).")
  private String mode = "";

  @Option(
      names = "--latency-threshold",
      paramLabel = "DURATION",
      defaultValue = "100ms",
      description =
          "Calls are refused while the average answer takes so long; 0 for no such limit (default:"
              + " ${DEFAULT-VALUE}).")
  private String latencyThreshold = "";

  @Option(
      names = "--latency-enforcement-threshold",
      paramLabel = "CALLS",
      defaultValue = "100",
      description =
          "Up to so many calls a second none is refused for latency (default: ${DEFAULT-VALUE}).")
  private double enforcedFrom;

  @Option(
      names = "--max-requests-per-second",
      paramLabel = "REPORTS",
      defaultValue = "0",
      description =
          "Beyond so many reports a second calls are refused; a call costs what its batch has. 0 for"
              + " no such limit (default: ${DEFAULT-VALUE}).")
  private double maxRequestsPerSecond;

  @Option(
      names = "--burst-size",
      paramLabel = "REPORTS",
      description =
          "Reports that may come at once beyond that rate (default: those of a second, at least 100)."
              + " A larger batch never passes.")
  private @Nullable Integer burst;

  @Option(
      names = "--max-message-size",
      paramLabel = "BYTES",
      defaultValue = "1048576",
      description = "A larger message is refused unread (default: ${DEFAULT-VALUE}).")
  private int maxMessageSize;

  @Option(
      names = "--max-label-sets",
      paramLabel = "SETS",
      defaultValue = "250000",
      description =
          "So many sets of labels at once; a report that needs another one is lost, and counted"
              + " (default: ${DEFAULT-VALUE}).")
  private int maxLabelSets;

  /**
   * The limits.
   *
   * @throws IllegalArgumentException when an option makes no sense
   */
  MixerSettings.Limits limits() {
    LoadShedding shedding =
        LoadShedding.defaults()
            .withMode(shedding())
            .withLatencyThreshold(latency())
            .withEnforcedFrom(
                OptionValue.notNegative("--latency-enforcement-threshold", enforcedFrom))
            .withMaxRequestsPerSecond(
                OptionValue.notNegative("--max-requests-per-second", maxRequestsPerSecond),
                burst());
    return new MixerSettings.Limits(
        shedding,
        OptionValue.atLeast("--max-message-size", 1, maxMessageSize),
        OptionValue.atLeast("--max-label-sets", 1, maxLabelSets));
  }

  private LoadShedding.Mode shedding() {
    for (LoadShedding.Mode each : LoadShedding.Mode.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(mode)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "--load-shedding must be one of enforce, logonly, disabled, was \"" + mode + "\"");
  }

  private Duration latency() {
    OptionalLong nanos = GoDuration.parse(latencyThreshold);
    if (nanos.isEmpty() || nanos.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "--latency-threshold must be a duration like 100ms, was \"" + latencyThreshold + "\"");
    }
    return Duration.ofNanos(nanos.getAsLong());
  }

  private int burst() {
    Integer given = burst;
    return given == null
        ? (int) Math.max(LEAST_BURST, Math.min(Integer.MAX_VALUE, Math.ceil(maxRequestsPerSecond)))
        : OptionValue.atLeast("--burst-size", 0, given);
  }
}
