package org.meshparity.comparator.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded chance. Times are drawn in microseconds. */
public final class Dice {

  private final SplittableRandom random;

  public Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A number from {@code low}, inclusive, to {@code high}, exclusive. */
  public double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** So many seconds, in microseconds. */
  public long secondsBetween(double low, double high) {
    return Timeline.seconds(between(low, high));
  }

  /** Ten to a power between the two. */
  public double magnitude(double low, double high) {
    return Math.pow(10, between(low, high));
  }

  /** True with a probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number from {@code low} to {@code high}, both inclusive. */
  public int whole(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /** Of the standard normal distribution. */
  public double gaussian() {
    return random.nextGaussian();
  }

  /** One of them, all equally likely. */
  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** How long to wait for the next of something that comes at a rate per second. */
  public long pause(double rate) {
    double seconds = -Math.log(1 - random.nextDouble()) / Math.max(rate, 1e-9);
    return Timeline.seconds(Math.min(seconds, 1e6));
  }

  /** Bursty weights with mean about 1: most small, a few large. */
  public double burst() {
    return Math.pow(-Math.log(1 - random.nextDouble()), 1.7) / 1.5447;
  }
}
