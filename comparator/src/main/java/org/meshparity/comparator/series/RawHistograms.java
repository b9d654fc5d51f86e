package org.meshparity.comparator.series;

import java.util.stream.LongStream;

/**
 * One series of native histograms as it was scraped; otherwise as {@link RawSeries}.
 *
 * @param labels with the metric's name under {@link Labels#NAME}
 * @param timestamps milliseconds since the epoch, strictly ascending
 * @param values as many; both arrays are taken over without a copy
 */
@SuppressWarnings("ArrayRecordComponent") // rows of numbers, as in RawSeries
public record RawHistograms(Labels labels, long[] timestamps, NativeHistogram[] values) {

  public RawHistograms {
    if (timestamps.length != values.length) {
      throw new IllegalArgumentException(
          "a series needs as many values as timestamps, had "
              + values.length
              + " and "
              + timestamps.length);
    }
  }

  /** The same histograms, each so many milliseconds later. */
  public RawHistograms later(long millis) {
    return new RawHistograms(
        labels, LongStream.of(timestamps).map(t -> t + millis).toArray(), values);
  }
}
