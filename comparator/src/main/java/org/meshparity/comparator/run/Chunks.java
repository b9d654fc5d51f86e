package org.meshparity.comparator.run;

import java.util.concurrent.atomic.AtomicBoolean;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;

/**
 * Whether samples are read as servers keep them. Where there are many series that costs a server
 * much less than to write its samples down, and less than to add them up as well, so all of them
 * are read if they fit into this machine's memory. Shards of a run decide as the whole run does.
 */
final class Chunks {

  /** What lies beyond is for a server's sums, however much memory there is. */
  private static final double MOST_SAMPLES = 100e6;

  /** Most are kept as steps of two bytes; those of sums may take eight. */
  private static final double BYTES_OF_SAMPLE = 4;

  private static final double BYTES_OF_SERIES = 700;

  private final SideRun legacy;
  private final SideRun candidate;

  Chunks(SideRun legacy, SideRun candidate) {
    this.legacy = legacy;
    this.candidate = candidate;
  }

  /**
   * Tries whether servers hand out chunks, where that is worth while.
   *
   * @return whether both sides do, and all of their samples fit into memory
   */
  boolean ofBoth() throws SourceUnavailable {
    AtomicBoolean one = new AtomicBoolean();
    AtomicBoolean two = new AtomicBoolean();
    long series = legacy.counts().total() + candidate.counts().total();
    SideTasks.both(() -> one.set(of(legacy, series)), () -> two.set(of(candidate, series)));
    return one.get()
        && two.get()
        && fit(series, samples(legacy) + samples(candidate), Runtime.getRuntime().maxMemory());
  }

  private static boolean of(SideRun side, long series) throws SourceUnavailable {
    return side.source() instanceof QuerySource && side.readChunks(series);
  }

  private static double samples(SideRun side) {
    return (double) side.counts().total() * (side.until() - side.after()) / side.interval();
  }

  /** Whether so much is read at once with so much memory, half of which is for all else. */
  static boolean fit(long series, double samples, long memory) {
    return samples <= MOST_SAMPLES && bytes((double) series, samples) <= memory / 2.0;
  }

  /** How much memory so much takes that is read sample by sample; no other way takes more. */
  static double bytes(double series, double samples) {
    return series * BYTES_OF_SERIES + samples * BYTES_OF_SAMPLE;
  }
}
