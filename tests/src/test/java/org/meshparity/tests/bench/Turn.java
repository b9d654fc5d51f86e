package org.meshparity.tests.bench;

import org.HdrHistogram.Histogram;

/**
 * One mode's turn in one round.
 *
 * @param load what the callers saw
 * @param proxyMicros CPU time of both proxies for one request; NaN where nobody tells, 0 without
 *     proxies
 * @param mixerMicros CPU time of Mixer for one request; NaN where nobody tells
 */
record Turn(ConstantRate.Outcome load, double proxyMicros, double mixerMicros) {

  private static final double NANOS_PER_MILLI = 1e6;

  /** A percentile of the latencies, in milliseconds. */
  double latencyMillis(double percentile) {
    return millis(load.latency(), percentile);
  }

  /** How late requests were sent, in milliseconds, of the percentile. */
  double latenessMillis(double percentile) {
    return millis(load.lateness(), percentile);
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }

  double totalMicros() {
    return proxyMicros + mixerMicros;
  }
}
