package org.meshparity.proxyruntime.sidecar;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long the filters of one generator take, from a sample of their calls.
 *
 * <p>Filters never wait, so the time they take is CPU time, unless the machine takes the processor
 * away meanwhile. That lasts a thousand times longer than any filter: such readings are left out.
 */
final class FilterMeter {

  /** One call in so many is timed. Prime, so that each station of a request has its turn. */
  static final int EVERY = 17;

  private static final long LONGEST_NANOS = 1_000_000;
  private static final long READING_NANOS = readingNanos();

  private final LongAdder requests = new LongAdder();
  private final LongAdder timedNanos = new LongAdder();
  private final LongAdder countedBytes = new LongAdder();

  /** What reading the clock twice measures of nothing; taken off every reading. */
  private static long readingNanos() {
    long[] empty = new long[20_001];
    for (int i = 0; i < empty.length; i++) {
      long start = System.nanoTime();
      empty[i] = System.nanoTime() - start;
    }
    Arrays.sort(empty);
    return empty[empty.length / 2];
  }

  void ended() {
    requests.increment();
  }

  /** Adds a timed call, which stands for all that were not timed. */
  void timed(long nanos) {
    if (nanos <= LONGEST_NANOS) {
      timedNanos.add(Math.max(0, nanos - READING_NANOS));
    }
  }

  /** Adds the bytes that a timed call put on the wire. */
  void sent(long bytes) {
    countedBytes.add(bytes);
  }

  /** Requests that passed all stations. */
  long requests() {
    return requests.sum();
  }

  /** What all calls took together, as the sample says. */
  long nanos() {
    return EVERY * timedNanos.sum();
  }

  /** What all calls put on the wire, as the sample says. */
  long bytes() {
    return EVERY * countedBytes.sum();
  }
}
