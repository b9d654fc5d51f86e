package org.meshparity.web.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * How old a run's answer is.
 *
 * @param age since the run's window had settled
 * @param limit two schedule intervals; of runs that take longer than the interval, two runs
 */
public record Freshness(Duration age, Duration limit) {

  /** The freshness of an ended run at an instant. */
  public static Freshness of(ScheduledComparison comparison, Run run, Instant now) {
    Duration took = run.progress().took().orElse(Duration.ZERO);
    Duration interval = took.compareTo(comparison.every()) > 0 ? took : comparison.every();
    Duration age = Duration.between(run.window().end(), now).minus(comparison.settle());
    return new Freshness(age, interval.multipliedBy(2));
  }

  /** Whether it says nothing about now any more. */
  public boolean stale() {
    return age.compareTo(limit) > 0;
  }
}
