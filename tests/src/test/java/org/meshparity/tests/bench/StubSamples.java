package org.meshparity.tests.bench;

import java.io.IOException;

/**
 * The samples of one process of a {@link StubMesh}: all requests in the middle of the hour, and a
 * restart ten minutes later if it has one.
 *
 * @param after exclusive, in milliseconds
 * @param until inclusive
 * @param gained how many of a group's requests it counts
 * @param restarts whether it begins anew at 0
 */
record StubSamples(long after, long until, long gained, boolean restarts) {

  private static final long STEP_MS = 15_000;

  /** Within the hour that {@link CheckOfStub} compares. */
  private static final long COUNTED_MS = CheckOfStub.END.minusSeconds(1800).toEpochMilli();

  private static final long RESTARTED_MS = CheckOfStub.END.minusSeconds(1200).toEpochMilli();

  /** The values of a series that counts each request several times, as larger buckets do. */
  void row(long before, int times, StubRows rows) throws IOException {
    rows.beginRow();
    for (long at = (Math.floorDiv(after, STEP_MS) + 1) * STEP_MS; at <= until; at += STEP_MS) {
      long counted = before + (at < COUNTED_MS ? 0 : gained);
      rows.sample(at, restarts && at >= RESTARTED_MS ? 0 : counted * times);
    }
    rows.endRow();
  }
}
