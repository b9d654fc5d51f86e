package org.meshparity.tests.pushdown;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One series of native histograms, as remote write takes them.
 *
 * @param labels with the name
 */
record NativeSeries(Map<String, String> labels, List<Sample> samples) {

  /**
   * One histogram.
   *
   * @param atMs milliseconds since the world's zero
   * @param schema how fine: bucket i holds what is more than 2^((i-1)/2^schema), up to and
   *     including 2^(i/2^schema)
   * @param zeros how many observations are 0
   * @param buckets how many observations each bucket holds, by i
   */
  record Sample(long atMs, int schema, long zeros, SortedMap<Integer, Long> buckets, double sum) {

    Protobuf encoded(long epochMs) {
      long count = zeros + buckets.values().stream().mapToLong(Long::longValue).sum();
      Protobuf histogram =
          new Protobuf()
              .whole(1, count)
              .real(3, sum)
              .whole(4, zigzag(schema))
              .real(5, 0x1p-128)
              .whole(6, zeros);
      int last = 0;
      for (int i : buckets.keySet()) {
        boolean first = i == buckets.firstKey();
        int offset = first ? i : i - last - 1;
        histogram.message(11, new Protobuf().whole(1, zigzag(offset)).whole(2, 1));
        last = i;
      }
      long before = 0;
      for (long observed : buckets.values()) {
        histogram.whole(12, zigzag(observed - before));
        before = observed;
      }
      return histogram.whole(15, epochMs + atMs);
    }

    private static long zigzag(long value) {
      return value << 1 ^ value >> 63;
    }
  }

  Protobuf encoded(long epochMs) {
    Protobuf message = new Protobuf();
    new TreeMap<>(labels)
        .forEach((name, value) -> message.message(1, new Protobuf().text(1, name).text(2, value)));
    samples.forEach(sample -> message.message(4, sample.encoded(epochMs)));
    return message;
  }
}
