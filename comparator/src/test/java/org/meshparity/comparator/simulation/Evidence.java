package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Timeline.MILLI;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether the successful scrapes of one target show its restarts: a series that cannot have expired
 * falls or vanishes, or the restart signal falls.
 */
final class Evidence {

  private static final long STAMP_ERROR_MS = 3;

  private final boolean expires;
  private final Map<Object, double[]> rows = new HashMap<>();

  /** Stamp of the last successful scrape at which each value was another. */
  private final Map<Object, long[]> differentAt = new HashMap<>();

  private long lastStampMs = -1;
  private boolean shown;

  Evidence(boolean expires) {
    this.expires = expires;
  }

  /** Begins a successful scrape. */
  void begin() {
    shown = false;
  }

  /** A row that was scraped, or null if its series were absent. */
  void saw(Object key, double[] row, long stampMs, long tookMicros) {
    double[] before = rows.get(key);
    long[] different = differentAt.get(key);
    if (row == null) {
      shown |= before != null && anyFresh(different, stampMs, tookMicros);
      rows.remove(key);
      return;
    }
    if (before == null || different == null) {
      different = new long[row.length];
      java.util.Arrays.fill(different, lastStampMs);
    } else {
      for (int i = 0; i < row.length; i++) {
        shown |= row[i] < before[i] && fresh(different[i], stampMs, tookMicros);
        different[i] = row[i] == before[i] ? different[i] : lastStampMs;
      }
    }
    differentAt.put(key, different);
    rows.put(key, row.clone());
  }

  /** Ends a successful scrape; returns whether it shows a restart since the one before. */
  boolean end(long stampMs) {
    lastStampMs = stampMs;
    return shown;
  }

  private boolean anyFresh(long[] different, long stampMs, long took) {
    for (long at : different) {
      if (fresh(at, stampMs, took)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a value moved so lately that it cannot have expired. */
  private boolean fresh(long differentAtMs, long stampMs, long took) {
    long idle = (stampMs + STAMP_ERROR_MS - differentAtMs) * MILLI + took;
    return !expires || (differentAtMs >= 0 && idle < Meter.EXPIRY);
  }
}
