package org.meshparity.proxyruntime.mesh;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** How long applications think before they answer. */
public enum LatencyProfile {

  /** A millisecond or two. */
  FAST(0.2, 0),
  /** A few to a few tens of milliseconds, and now and then a very slow answer. */
  NORMAL(1, 0.02),
  /** Five times that. */
  SLOW(5, 0.05);

  private static final double SPREAD = 0.6;
  private static final double SLOW_MILLIS = 450;

  private final double factor;
  private final double slowShare;

  LatencyProfile(double factor, double slowShare) {
    this.factor = factor;
    this.slowShare = slowShare;
  }

  /** The profile of that name in lower case; anything else is refused. */
  public static LatencyProfile parse(String name) {
    for (LatencyProfile profile : values()) {
      if (profile.toString().equals(name)) {
        return profile;
      }
    }
    String known = Arrays.stream(values()).map(Enum::toString).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "--latency must be one of " + known + ", was \"" + name + "\"");
  }

  /** A thinking time in microseconds, for an application that mostly takes this long. */
  long microseconds(double typicalMillis, Random random) {
    double spread = Math.exp(SPREAD * random.nextGaussian());
    boolean slow = random.nextDouble() < slowShare;
    double millis = (slow ? SLOW_MILLIS : typicalMillis * factor) * spread;
    return Math.round(Math.min(millis, 30_000) * 1_000);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
