package org.meshparity.proxyruntime.inproxy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Adds the parts of a histogram together, bin by bin.
 *
 * <p>Keeps its working space between histograms: a flush visits very many. The sum is added up in
 * the order of the bins, as the proxies' library does. Not safe for use by several threads.
 */
final class HistogramMerger {

  private final long[] counts = new long[Bin.COUNT];
  private short[] met = new short[64];
  private int metCount;

  /** All parts together; nulls are no parts. */
  HistogramSnapshot merge(@Nullable Cell... parts) {
    for (Cell part : parts) {
      if (part instanceof LogLinearHistogram histogram) {
        histogram.forEachBin(this::add);
      }
    }
    Arrays.sort(met, 0, metCount);
    HistogramSnapshot merged = snapshot();
    for (int i = 0; i < metCount; i++) {
      counts[met[i]] = 0;
    }
    metCount = 0;
    return merged;
  }

  private void add(int bin, long count) {
    if (counts[bin] == 0) {
      if (metCount == met.length) {
        met = Arrays.copyOf(met, metCount * 2);
      }
      met[metCount++] = (short) bin;
    }
    counts[bin] += count;
  }

  private HistogramSnapshot snapshot() {
    long[] below = new long[Bin.boundCount()];
    long count = 0;
    double sum = 0;
    for (int i = 0; i < metCount; i++) {
      int bin = met[i];
      count += counts[bin];
      sum += Bin.middle(bin) * counts[bin];
      int bound = Bin.firstBound(bin);
      if (bound < below.length) {
        below[bound] += counts[bin];
      }
    }
    for (int i = 1; i < below.length; i++) {
      below[i] += below[i - 1];
    }
    return new HistogramSnapshot(count, sum, below);
  }
}
