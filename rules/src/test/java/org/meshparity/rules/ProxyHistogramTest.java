package org.meshparity.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshparity.rules.SeriesRules.Below;
import org.meshparity.rules.SeriesRules.Fraction;
import org.meshparity.rules.SeriesRules.SumRule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the pack says of the proxy's histograms, against what the proxy's own library gave out. */
class ProxyHistogramTest {

  private static final Pack PACK = Packs.builtIn("istio-mixer-to-inproxy");

  /** The library adds doubles; so small a share of a sum may be rounded. */
  private static final BigDecimal ROUNDING = new BigDecimal("1e-14");

  /** Whole numbers that were observed, and what the library made of them. */
  record Recorded(String name, List<Long> values, double sum, Map<BigDecimal, Long> cumulative) {
    long trueSum() {
      return values.stream().mapToLong(Long::longValue).sum();
    }

    long below(BigDecimal edge) {
      return values.stream().filter(v -> BigDecimal.valueOf(v).compareTo(edge) < 0).count();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Recorded> recorded() {
    try (InputStream in = ProxyHistogramTest.class.getResourceAsStream("circllhist.json")) {
      JsonNode vectors = new JsonMapper().readTree(Objects.requireNonNull(in)).get("vectors");
      return vectors.valueStream().map(ProxyHistogramTest::recorded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void theTrueSumOfSizesLiesWhereThePackSays(Recorded recorded) {
    for (String metric : List.of("request-size", "response-size")) {
      assertThat(holds(metric, recorded, BigDecimal.valueOf(recorded.trueSum()))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void theTrueSumOfDurationsLiesWhereThePackSays(Recorded recorded) {
    BigDecimal least = BigDecimal.valueOf(recorded.trueSum());
    BigDecimal most = least.add(BigDecimal.valueOf(recorded.values().size())); // all but 1 ms cut

    assertThat(holds("request-duration", recorded, least)).isTrue();
    assertThat(holds("request-duration", recorded, most)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void aBucketCountsWhatLiesStrictlyBelowItsDeclaredEdge(Recorded recorded) {
    for (String metric : List.of("request-duration", "request-size", "response-size")) {
      Map<BigDecimal, BigDecimal> edges = rules(metric).edges();
      recorded
          .cumulative()
          .forEach(
              (bound, count) ->
                  assertThat(recorded.below(edges.getOrDefault(bound, bound)))
                      .as("%s le=%s", metric, bound)
                      .isEqualTo(count));
    }
  }

  /** Two digits decide the bin, so the worst of all values is met among those with four. */
  @Test
  void theSumRuleHoldsForEveryValueOfUpToFourDigitsAndIsTight() {
    List<Recorded> all = IntStream.rangeClosed(0, 9999).mapToObj(v -> single(v)).toList();

    assertThat(all).allMatch(one -> holds("request-size", one, number(one.trueSum())));
    assertThat(all).allMatch(one -> holds("request-duration", one, number(one.trueSum())));
    assertThat(all).allMatch(one -> holds("request-duration", one, number(one.trueSum() + 1)));
    assertThat(single(100).sum()).isEqualTo(100 * 21.0 / 20); // the lower factor, met exactly
    assertThat(1099 / single(1099).sum()).isBetween(1.046, 22.0 / 21); // the upper one, nearly
    assertThat(single(0).sum()).isZero(); // and 0.999 ms add nothing: the term below 10 ms
  }

  /** Each observation is off by half a bin at most, and a duration by what was cut off besides. */
  @ParameterizedTest
  @MethodSource("recorded")
  void theTrueSumLiesWithinHalfABinOfEachObservation(Recorded recorded) {
    for (String metric : List.of("request-duration", "request-size", "response-size")) {
      SumRule rule = rules(metric).sum();
      BigDecimal off =
          recorded.values().stream()
              .map(value -> half(rule, value))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal away = number(recorded.trueSum()).subtract(new BigDecimal(recorded.sum())).abs();
      BigDecimal slack = new BigDecimal(recorded.sum()).multiply(ROUNDING);
      assertThat(away).as(metric).isLessThanOrEqualTo(off.add(slack));
    }
  }

  private static BigDecimal half(SumRule rule, long value) {
    return rule.bins().entrySet().stream()
        .filter(bin -> number(value).compareTo(bin.getKey()) < 0)
        .map(bin -> bin.getValue().multiply(new BigDecimal("0.5")))
        .findFirst()
        .orElseGet(() -> number(value)); // above the last bound nothing is said of bins
  }

  private static boolean holds(String metric, Recorded recorded, BigDecimal truth) {
    SumRule rule = rules(metric).sum();
    BigDecimal sum = new BigDecimal(recorded.sum());
    BigDecimal slack = sum.multiply(ROUNDING);
    BigDecimal added = rule.below().map(below -> added(below, recorded)).orElse(BigDecimal.ZERO);
    return atMost(sum.subtract(slack), rule.from(), truth, BigDecimal.ZERO)
        && atLeast(sum.add(slack), rule.to(), truth, added);
  }

  private static BigDecimal added(Below below, Recorded recorded) {
    return below.add().multiply(number(recorded.below(below.bound())));
  }

  private static boolean atMost(
      BigDecimal sum, Fraction factor, BigDecimal truth, BigDecimal added) {
    return sum.multiply(number(factor.numerator()))
            .compareTo(truth.subtract(added).multiply(number(factor.denominator())))
        <= 0;
  }

  private static boolean atLeast(
      BigDecimal sum, Fraction factor, BigDecimal truth, BigDecimal added) {
    return sum.multiply(number(factor.numerator()))
            .compareTo(truth.subtract(added).multiply(number(factor.denominator())))
        >= 0;
  }

  /** The middle of the bin: the value cut to two digits, and half a step of the second one. */
  private static Recorded single(long value) {
    double step = 0.1;
    while (value >= 100 * step) {
      step *= 10;
    }
    double sum = value == 0 ? 0 : Math.floor(value / step + 1e-9) * step + step / 2;
    return new Recorded("single", List.of(value), sum, Map.of());
  }

  private static Recorded recorded(JsonNode vector) {
    Map<BigDecimal, Long> cumulative = new TreeMap<>();
    vector
        .get("cumulative")
        .propertyStream()
        .forEach(
            entry -> cumulative.put(new BigDecimal(entry.getKey()), entry.getValue().asLong()));
    return new Recorded(
        vector.get("name").asString(),
        vector.get("values").valueStream().map(JsonNode::asLong).toList(),
        vector.get("sample_sum").asDouble(),
        cumulative);
  }

  private static SeriesRules rules(String metric) {
    return PACK.metrics().stream()
        .filter(rule -> rule.name().equals(metric))
        .map(MetricRule::candidate)
        .findAny()
        .orElseThrow();
  }

  private static BigDecimal number(long number) {
    return BigDecimal.valueOf(number);
  }
}
