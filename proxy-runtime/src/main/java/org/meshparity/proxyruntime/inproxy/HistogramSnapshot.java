package org.meshparity.proxyruntime.inproxy;

/**
 * A histogram as the page shows it.
 *
 * @param count of all values
 * @param sum of the bins' middles, up to about 5 % off the sum of the values
 * @param below how many values lie in bins that end at or below each bound, cumulative
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, made anew at every flush
record HistogramSnapshot(long count, double sum, long[] below) {

  static final HistogramSnapshot EMPTY = new HistogramSnapshot(0, 0, new long[Bin.boundCount()]);
}
