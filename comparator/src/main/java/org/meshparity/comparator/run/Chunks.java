package org.meshparity.comparator.run;

import java.util.concurrent.atomic.AtomicBoolean;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;

/**
 * Whether samples are read as servers keep them. Where there are many series that costs a server
 * much less than to write its samples down, and less than to add them up as well, so all of them
 * are read if they fit into this machine's memory.
 */
final class Chunks {

  /** Of fewer series sums are had as quickly, without asking for anything else first. */
  static final long MANY = 10_000;

  private static final long BYTES_OF_SAMPLE = 2L * Double.BYTES;
  private static final long BYTES_OF_SERIES = 1000;

  private final SideRun legacy;
  private final SideRun candidate;

  Chunks(SideRun legacy, SideRun candidate) {
    this.legacy = legacy;
    this.candidate = candidate;
  }

  /**
   * Tries whether servers that are to be asked for many series hand out chunks.
   *
   * @return whether both sides do, and all of their samples fit into memory
   */
  boolean ofBoth() throws SourceUnavailable {
    if (legacy.counts().total() + candidate.counts().total() < MANY) {
      return false;
    }
    AtomicBoolean one = new AtomicBoolean();
    AtomicBoolean two = new AtomicBoolean();
    SideTasks.both(() -> one.set(of(legacy)), () -> two.set(of(candidate)));
    return one.get()
        && two.get()
        && bytes(legacy) + bytes(candidate) < Runtime.getRuntime().maxMemory() / 2;
  }

  private static boolean of(SideRun side) throws SourceUnavailable {
    return side.source() instanceof QuerySource && side.readChunks();
  }

  private static double bytes(SideRun side) {
    double samples = (double) (side.until() - side.after()) / side.interval();
    return side.counts().total() * (BYTES_OF_SERIES + BYTES_OF_SAMPLE * samples);
  }
}
