package org.meshparity.comparator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.meshparity.comparator.report.Report.Check;

/**
 * A check of a report.
 *
 * @param zero when the script's zero was
 */
record Found(Check check, Instant zero) {

  /** By when a gap had opened, in the script's time. */
  Optional<Duration> since() {
    return Optional.ofNullable(check.since())
        .map(since -> Duration.between(zero, Instant.parse(since)));
  }
}
