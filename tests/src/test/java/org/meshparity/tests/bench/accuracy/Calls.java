package org.meshparity.tests.bench.accuracy;

/**
 * What happened between two workloads, in order of time. Of a TCP connection a call is a moment at
 * which bytes went over it.
 *
 * @param at when each ended, in microseconds
 * @param nanos how long each took; never exactly on a bucket's bound
 * @param bytes how large each was; often exactly on a bucket's bound
 */
record Calls(long[] at, long[] nanos, long[] bytes) {

  static final Calls NONE = new Calls(new long[0], new long[0], new long[0]);

  int size() {
    return at.length;
  }
}
