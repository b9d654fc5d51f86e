package org.meshparity.comparator.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.run.Mode;
import org.meshparity.rules.Durations;
import picocli.CommandLine.Option;

/** What the two sides of a check have in common, and when each of them is read. */
final class ModeOptions {

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = {
        "paired: both sides observe the same requests (default).",
        "unpaired: each side observes its own; only distributions are compared, by statistics.",
        "drained: the load has stopped, at --at if that is given; counts are exact."
      })
  private @Nullable String mode;

  @Option(
      names = "--legacy-offset",
      paramLabel = "DURATION",
      description = "Reads the legacy side so much earlier; implies --mode unpaired.")
  private @Nullable String legacyOffset;

  @Option(
      names = "--candidate-offset",
      paramLabel = "DURATION",
      description = "The same, of the candidate side.")
  private @Nullable String candidateOffset;

  Mode mode() {
    boolean moved = legacyOffset != null || candidateOffset != null;
    if (mode == null) {
      return moved ? Mode.UNPAIRED : Mode.PAIRED;
    }
    Mode given = Mode.parse("--mode", mode);
    if (moved && given != Mode.UNPAIRED) {
      throw new IllegalArgumentException(
          "--legacy-offset and --candidate-offset compare different requests, so --mode must be"
              + " unpaired or left out, was "
              + mode);
    }
    return given;
  }

  Duration legacyOffset() {
    return offset("--legacy-offset", legacyOffset);
  }

  Duration candidateOffset() {
    return offset("--candidate-offset", candidateOffset);
  }

  private static Duration offset(String option, @Nullable String text) {
    return text == null ? Duration.ZERO : Durations.positive(option, text);
  }
}
