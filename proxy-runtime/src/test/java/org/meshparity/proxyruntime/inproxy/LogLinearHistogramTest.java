package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Held against recordings of the library that the proxies use. */
class LogLinearHistogramTest {

  private static JsonNode recorded() throws Exception {
    try (InputStream in =
        LogLinearHistogramTest.class.getResourceAsStream("/circllhist/vectors.json")) {
      return JsonMapper.shared().readTree(in);
    }
  }

  static Stream<JsonNode> vectors() throws Exception {
    return recorded().get("vectors").valueStream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void countsAndSumAreThoseOfTheLibrary(JsonNode vector) {
    LogLinearHistogram histogram = new LogLinearHistogram();
    vector.get("values").valueStream().forEach(value -> histogram.add(value.longValue()));

    assertThat(shown(histogram).count()).isEqualTo(vector.get("sample_count").longValue());
    double sum = vector.get("sample_sum").doubleValue();
    assertThat(shown(histogram).sum()).isCloseTo(sum, within(Math.abs(sum) * 1e-12));
    vector
        .get("cumulative")
        .properties()
        .forEach(
            bound ->
                assertThat(below(histogram, Double.parseDouble(bound.getKey())))
                    .as("le=" + bound.getKey())
                    .isEqualTo(bound.getValue().longValue()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void binsAreThoseOfTheLibrary(JsonNode vector) {
    LogLinearHistogram histogram = new LogLinearHistogram();
    vector.get("values").valueStream().forEach(value -> histogram.add(value.longValue()));
    Map<Double, List<Double>> bins = new TreeMap<>();
    histogram.forEachBin(
        (bin, count) ->
            bins.put(
                rounded(Bin.start(bin)),
                List.of(rounded(Bin.width(bin)), rounded(Bin.middle(bin)), (double) count)));

    Map<Double, List<Double>> recorded = new TreeMap<>();
    for (JsonNode bin : vector.get("bins")) {
      recorded.put(
          rounded(bin.get("lower").doubleValue()),
          List.of(
              rounded(bin.get("width").doubleValue()),
              rounded(bin.get("midpoint").doubleValue()),
              bin.get("count").doubleValue()));
    }
    assertThat(bins).isEqualTo(recorded);
  }

  /** The recording shows 15 digits; the edges that decide are held by the counts per bound. */
  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(13)).doubleValue();
  }

  @Test
  void everyBoundCountsUpToTheRecordedValueAndNoFurther() throws Exception {
    recorded()
        .get("max_value_counted_below")
        .properties()
        .forEach(
            entry -> {
              double bound = Double.parseDouble(entry.getKey());
              long largest = entry.getValue().longValue();
              assertThat(below(single(largest), bound)).as("%s in %s", largest, bound).isOne();
              assertThat(below(single(largest + 1), bound)).as("next to %s", bound).isZero();
            });
  }

  @Test
  void theBoundOf500CountsOnlyWhatIsBelow490() {
    assertThat(below(single(489), 500)).isOne();
    assertThat(below(single(490), 500)).isZero();
  }

  @Test
  void wholeNumbersAndTheSameFractionsShareTheirBins() {
    for (long value : new long[] {1, 9, 10, 37, 99, 100, 101, 999, 1000, 123_456}) {
      LogLinearHistogram fraction = new LogLinearHistogram();
      fraction.add((double) value);
      assertThat(shown(fraction).sum()).as("%s", value).isEqualTo(shown(single(value)).sum());
    }
  }

  @Test
  void thousandthsAreKept() {
    LogLinearHistogram histogram = new LogLinearHistogram();
    histogram.add(0.037);

    assertThat(shown(histogram).sum()).isCloseTo(0.0375, within(1e-9));
  }

  @Test
  void negativeValuesAreRefused() {
    assertThatThrownBy(() -> new LogLinearHistogram().add(-1L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value must be >= 0, was -1");
  }

  private static HistogramSnapshot shown(LogLinearHistogram histogram) {
    return new HistogramMerger().merge(histogram);
  }

  private static long below(LogLinearHistogram histogram, double bound) {
    return shown(histogram).below()[Arrays.binarySearch(Bin.bounds(), bound)];
  }

  private static LogLinearHistogram single(long value) {
    LogLinearHistogram histogram = new LogLinearHistogram();
    histogram.add(value);
    return histogram;
  }
}
