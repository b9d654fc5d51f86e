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

  private static final long BYTES_OF_SAMPLE = Double.BYTES;
  private static final long BYTES_OF_SERIES = 1000;

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
        && bytes(legacy) + bytes(candidate) < Runtime.getRuntime().maxMemory() / 2;
  }

  private static boolean of(SideRun side, long series) throws SourceUnavailable {
    return side.source() instanceof QuerySource && side.readChunks(series);
  }

  private static double bytes(SideRun side) {
    double samples = (double) (side.until() - side.after()) / side.interval();
    return side.counts().total() * (BYTES_OF_SERIES + BYTES_OF_SAMPLE * samples);
  }
}
