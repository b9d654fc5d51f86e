package org.meshparity.web.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;

/** How far a run has come. */
public sealed interface Progress {

  /** The word in JSON and on pages. */
  String word();

  /** Whether nothing more will come of it. */
  default boolean ended() {
    return false;
  }

  /** What it came to; empty until it has finished. */
  default Optional<Summary> summary() {
    return Optional.empty();
  }

  /** All of what it came to; empty before it has finished and once it is old. */
  default Optional<Report> report() {
    return Optional.empty();
  }

  /** How long it took; empty until it has ended. */
  default Optional<Duration> took() {
    return Optional.empty();
  }

  /** It stands in line. */
  record Waiting() implements Progress {
    @Override
    public String word() {
      return "waiting";
    }
  }

  /** It is at work. */
  record Running(Instant started) implements Progress {
    @Override
    public String word() {
      return "running";
    }
  }

  /**
   * It has a result.
   *
   * @param whole the report; null once it was let go to bound memory
   */
  record Finished(Instant started, Instant finished, Summary result, @Nullable Report whole)
      implements Progress {
    @Override
    public String word() {
      return "finished";
    }

    @Override
    public boolean ended() {
      return true;
    }

    @Override
    public Optional<Summary> summary() {
      return Optional.of(result);
    }

    @Override
    public Optional<Report> report() {
      return Optional.ofNullable(whole);
    }

    @Override
    public Optional<Duration> took() {
      return Optional.of(Duration.between(started, finished));
    }
  }

  /**
   * Meshparity itself failed: a bug, or too little memory. A source that cannot be read is a
   * finished run, not this.
   *
   * @param reason for a person; the log has the rest
   * @param memory whether it is too little memory
   */
  record Failed(Instant started, Instant finished, String reason, boolean memory)
      implements Progress {
    @Override
    public String word() {
      return "failed";
    }

    @Override
    public boolean ended() {
      return true;
    }

    @Override
    public Optional<Duration> took() {
      return Optional.of(Duration.between(started, finished));
    }
  }
}
