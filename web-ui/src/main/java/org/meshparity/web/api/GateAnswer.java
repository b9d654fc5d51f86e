package org.meshparity.web.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout is told.
 *
 * @param phase the word of Argo's analysis
 * @param exitCode as {@code check} would return
 * @param reasons sentences for a person, most important first
 * @param retryAfterSeconds when another look may say more; null if waiting does not help
 * @param run id of the run it rests on; null if there is none
 * @param windowStart of that run, exclusive
 * @param windowEnd of that run, inclusive
 */
record GateAnswer(
    Phase phase,
    int exitCode,
    List<String> reasons,
    @Nullable Long retryAfterSeconds,
    @Nullable String run,
    @Nullable Instant windowStart,
    @Nullable Instant windowEnd) {

  GateAnswer {
    reasons = List.copyOf(reasons);
  }

  /** Argo's words. JSON writes them as they are. */
  enum Phase {
    Successful(200),
    Failed(409),
    Inconclusive(503);

    private final int status;

    Phase(int status) {
      this.status = status;
    }

    /** The HTTP status where the status itself is the answer. */
    int status() {
      return status;
    }
  }
}
