package org.meshparity.comparator.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What several series show about the scrapes of one target. */
class StampedNumbersTest {

  @Test
  void ofSeveralSeriesTheLargerNumberOfEachScrapeCounts() {
    Random random = new Random(5);
    for (int trial = 0; trial < 2000; trial++) {
      TreeMap<Long, Long> expected = new TreeMap<>();
      StampedNumbers all = StampedNumbers.NONE;
      for (int i = random.nextInt(4); i > 0; i--) {
        RawSeries series = series(random);
        all = all.with(StampedNumbers.of(series, value -> (long) value));
        for (int k = 0; k < series.size(); k++) {
          if (series.value(k) >= 0) {
            expected.merge(series.timestamp(k), (long) series.value(k), Math::max);
          }
        }
      }
      List<Map.Entry<Long, Long>> found = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        found.add(Map.entry(all.stamp(i), all.number(i)));
      }
      assertThat(found).isEqualTo(new ArrayList<>(expected.entrySet()));
      assertThat(all.largest(-1))
          .isEqualTo(expected.values().stream().mapToLong(n -> n).max().orElse(-1));
    }
  }

  @Test
  void aScrapeSucceededIfAnySeriesSaysSo() {
    StampedNumbers one = StampedNumbers.successes(series(new long[] {1, 2, 3}, 1, 0, Double.NaN));
    StampedNumbers other = StampedNumbers.successes(series(new long[] {2, 4}, 1, 1));

    assertThat(one.with(other).stampsOf(1)).containsExactly(1, 2, 4);
    assertThat(one.with(other).stampsOf(0)).containsExactly(3);
  }

  @Test
  void scrapesThatNothingIsSaidOfGetTheOtherNumber() {
    RawSeries series = series(new long[] {1, 3, 5}, 7, -1, 9);
    StampedNumbers numbers = StampedNumbers.of(series, value -> (long) value);

    assertThat(numbers.at(new long[] {1, 2, 3, 5, 6}, 15)).containsExactly(7, 15, 15, 9, 15);
    assertThat(series.timestamps()).containsExactly(1, 3, 5);
  }

  private static RawSeries series(Random random) {
    TreeMap<Long, Double> samples = new TreeMap<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      samples.put((long) random.nextInt(12), random.nextInt(6) - 1.0);
    }
    long[] stamps = samples.keySet().stream().mapToLong(stamp -> stamp).toArray();
    return series(stamps, samples.values().stream().mapToDouble(value -> value).toArray());
  }

  private static RawSeries series(long[] stamps, double... values) {
    return new RawSeries(Labels.of(Map.of(Labels.NAME, "up")), stamps, values);
  }
}
