package org.meshparity.comparator.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded chance. Times are drawn in microseconds. */
final class Dice {

  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  long secondsBetween(double low, double high) {
    return Timeline.seconds(between(low, high));
  }

  /** Ten to a power between the two. */
  double magnitude(double low, double high) {
    return Math.pow(10, between(low, high));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number from {@code low} to {@code high}, both inclusive. */
  int whole(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  double gaussian() {
    return random.nextGaussian();
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** How long to wait for the next of something that comes at a rate per second. */
  long pause(double rate) {
    double seconds = -Math.log(1 - random.nextDouble()) / Math.max(rate, 1e-9);
    return Timeline.seconds(Math.min(seconds, 1e6));
  }

  /** Bursty weights with mean about 1: most small, a few large. */
  double burst() {
    return Math.pow(-Math.log(1 - random.nextDouble()), 1.7) / 1.5447;
  }
}
