package org.meshparity.comparator.simulation;

/**
 * What happened to one group, in order of time.
 *
 * @param requestAt when each request ended
 * @param durationNs how long each request took; never exactly on a bucket's bound
 * @param sizeBytes how large each request was; often exactly on a bucket's bound
 * @param transferAt when bytes went over long connections
 * @param transferBytes how many
 */
record Events(
    long[] requestAt,
    long[] durationNs,
    long[] sizeBytes,
    long[] transferAt,
    long[] transferBytes) {

  long[] at(Family family) {
    return family == Family.TCP_SENT ? transferAt : requestAt;
  }

  /** What an event of the family weighs, lasts or measures. */
  long value(Family family, int event) {
    return switch (family) {
      case REQUESTS -> 1;
      case DURATION -> durationNs[event];
      case SIZE -> sizeBytes[event];
      case TCP_SENT -> transferBytes[event];
    };
  }
}
