package org.meshparity.proxyruntime.mixer;

import java.util.function.LongSupplier;

/**
 * Decides for each call whether it is refused.
 *
 * <p>Two measures, as in Mixer: an average of how long recent answers took, in which a call counts
 * less the longer ago it was, and a rate of bags. A refused call is answered too, and quickly, so
 * that the average falls again.
 */
final class LoadShedder {

  private static final double NANOS_PER_SECOND = 1e9;

  private final LoadShedding settings;
  private final LongSupplier nanoClock;
  private final Bucket calls;
  private final Bucket bags;

  private long sampledNanos;
  private double deviation;
  private double lastSeconds;

  LoadShedder(LoadShedding settings, LongSupplier nanoClock) {
    this.settings = settings;
    this.nanoClock = nanoClock;
    long now = nanoClock.getAsLong();
    sampledNanos = now;
    calls = new Bucket(settings.enforcedFrom(), (int) settings.enforcedFrom(), now);
    bags = new Bucket(settings.maxRequestsPerSecond(), settings.burst(), now);
  }

  /**
   * Whether a limit is passed.
   *
   * @param cost how many bags the call has
   */
  synchronized boolean exceeds(int cost) {
    if (settings.mode() == LoadShedding.Mode.DISABLED) {
      return false;
    }
    long now = nanoClock.getAsLong();
    boolean slow =
        !settings.latencyThreshold().isZero()
            && !calls.take(1, now)
            && average(now) >= settings.latencyThreshold().toNanos() / NANOS_PER_SECOND;
    boolean many = settings.maxRequestsPerSecond() > 0 && !bags.take(cost, now);
    return slow || many;
  }

  boolean enforces() {
    return settings.mode() == LoadShedding.Mode.ENFORCE;
  }

  /** Notes how long an answer took. */
  synchronized void answered(long nanos) {
    long now = nanoClock.getAsLong();
    double seconds = nanos / NANOS_PER_SECOND;
    deviation = average(now) - seconds;
    lastSeconds = seconds;
    sampledNanos = now;
  }

  /** Between two answers the average nears the last one. */
  private double average(long now) {
    double age = Math.max(0, now - sampledNanos) / (double) settings.halfLife().toNanos();
    return deviation * Math.pow(0.5, age) + lastSeconds;
  }

  /** Fills at a rate up to a limit; what is taken must be in it. */
  private static final class Bucket {
    private final double perSecond;
    private final int most;
    private double content;
    private long filledNanos;

    Bucket(double perSecond, int most, long now) {
      this.perSecond = perSecond;
      this.most = most;
      this.content = most;
      this.filledNanos = now;
    }

    boolean take(int count, long now) {
      double gained = Math.max(0, now - filledNanos) / NANOS_PER_SECOND * perSecond;
      content = Math.min(most, content + gained);
      filledNanos = now;
      if (count > content) {
        return false;
      }
      content -= count;
      return true;
    }
  }
}
