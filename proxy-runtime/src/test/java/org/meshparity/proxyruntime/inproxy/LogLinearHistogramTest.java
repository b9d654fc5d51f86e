package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
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
    vector.get("values").valueStream().forEach(value -> histogram.insert(value.longValue()));

    assertThat(histogram.count()).isEqualTo(vector.get("sample_count").longValue());
    double sum = vector.get("sample_sum").doubleValue();
    assertThat(histogram.sum()).isCloseTo(sum, within(Math.abs(sum) * 1e-12));
    vector
        .get("cumulative")
        .properties()
        .forEach(
            bound ->
                assertThat(histogram.countBelow(Double.parseDouble(bound.getKey())))
                    .as("le=" + bound.getKey())
                    .isEqualTo(bound.getValue().longValue()));
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
              assertThat(single(largest).countBelow(bound)).as("%s in %s", largest, bound).isOne();
              assertThat(single(largest + 1).countBelow(bound)).as("next to %s", bound).isZero();
            });
  }

  @Test
  void theBoundOf500CountsOnlyWhatIsBelow490() {
    assertThat(single(489).countBelow(500)).isOne();
    assertThat(single(490).countBelow(500)).isZero();
  }

  @Test
  void wholeNumbersAndTheSameFractionsShareTheirBins() {
    for (long value : new long[] {1, 9, 10, 37, 99, 100, 101, 999, 1000, 123_456}) {
      LogLinearHistogram fraction = new LogLinearHistogram();
      fraction.insert((double) value);
      assertThat(fraction.sum()).as("%s", value).isEqualTo(single(value).sum());
    }
  }

  @Test
  void thousandthsAreKept() {
    LogLinearHistogram histogram = new LogLinearHistogram();
    histogram.insert(0.037);

    assertThat(histogram.sum()).isCloseTo(0.0375, within(1e-9));
  }

  @Test
  void negativeValuesAreRefused() {
    assertThatThrownBy(() -> new LogLinearHistogram().insert(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value must be >= 0, was -1");
  }

  private static LogLinearHistogram single(long value) {
    LogLinearHistogram histogram = new LogLinearHistogram();
    histogram.insert(value);
    return histogram;
  }
}
