package org.meshparity.comparator.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.MetricRule.Provenance;
import org.meshparity.rules.MetricRule.Type;
import org.meshparity.rules.MetricRule.Values;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SeriesRules;
import org.meshparity.rules.SeriesRules.Below;
import org.meshparity.rules.SeriesRules.Fraction;
import org.meshparity.rules.SeriesRules.Le;
import org.meshparity.rules.SeriesRules.Precision;
import org.meshparity.rules.SeriesRules.SumRule;
import org.meshparity.rules.SeriesRules.Ties;
import org.meshparity.rules.SideRules;
import org.meshparity.rules.SideRules.Restart;

/** The pack the worlds are judged by: it declares exactly what the simulated exporters do. */
public final class SimulationPack {

  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Map<BigDecimal, BigDecimal> PROXY_EDGES =
      Map.of(
          new BigDecimal("0.5"), new BigDecimal("1"), new BigDecimal("500"), new BigDecimal("490"));
  private static final Fraction DOWN = new Fraction(20, 21);
  private static final Fraction UP = new Fraction(22, 21);

  private SimulationPack() {}

  /** All four metrics, groups told apart by the labels {@code world} and {@code grp}. */
  public static Pack of(Set<Family> families) {
    return new Pack(
        "simulated",
        "1.0.0",
        "0".repeat(64),
        "",
        List.of(SimulatedMesh.WORLD, SimulatedMesh.GROUP),
        side(Generation.LEGACY),
        side(Generation.CANDIDATE),
        families.stream().sorted().map(SimulationPack::metric).toList(),
        List.of(),
        List.of());
  }

  private static SideRules side(Generation generation) {
    boolean legacy = generation == Generation.LEGACY;
    return new SideRules(
        selector(generation),
        INTERVAL,
        legacy ? Optional.of(Duration.ofMinutes(10)) : Optional.empty(),
        legacy
            ? Optional.empty()
            : Optional.of(new Restart("envoy_server_uptime", Restart.Kind.UPTIME)));
  }

  /** Which targets belong to a side. */
  public static LabelMatchers selector(Generation generation) {
    return LabelMatchers.parse("job=\"" + generation.job() + "\"");
  }

  static MetricRule metric(Family family) {
    return new MetricRule(
        family.metric(),
        family.histogram() ? Type.HISTOGRAM : Type.COUNTER,
        unit(family),
        legacy(family),
        candidate(family),
        family == Family.DURATION ? Values.CONTINUOUS : Values.INTEGER,
        List.of(),
        Optional.empty(),
        new Provenance("https://example.org/facts", "1.3 - 1.8", "2026-11-22"));
  }

  private static String unit(Family family) {
    return switch (family) {
      case REQUESTS -> "requests";
      case DURATION -> "milliseconds";
      case SIZE, TCP_SENT -> "bytes";
    };
  }

  static SeriesRules legacy(Family family) {
    return new SeriesRules(
        List.of(family.series(Generation.LEGACY)),
        new BigDecimal(family == Family.DURATION ? "1000" : "1"),
        family.lag(Generation.LEGACY),
        Le.INCLUDES,
        family == Family.DURATION ? Ties.NONE : Ties.POSSIBLE,
        Map.of(),
        Precision.EXACT,
        SumRule.EXACT);
  }

  static SeriesRules candidate(Family family) {
    return new SeriesRules(
        List.of(family.series(Generation.CANDIDATE)),
        BigDecimal.ONE,
        family.lag(Generation.CANDIDATE),
        Le.EXCLUDES,
        Ties.POSSIBLE,
        family.histogram() ? PROXY_EDGES : Map.of(),
        Precision.EXACT,
        sum(family));
  }

  /** Two significant digits: 0.1 wide below 10, ten times more for each digit. */
  private static Map<BigDecimal, BigDecimal> bins() {
    return IntStream.rangeClosed(1, 6)
        .boxed()
        .collect(
            Collectors.toMap(
                digits -> BigDecimal.TEN.pow(digits),
                digits -> BigDecimal.ONE.scaleByPowerOfTen(digits - 2)));
  }

  private static SumRule sum(Family family) {
    return switch (family) {
      case DURATION ->
          new SumRule(DOWN, UP, Optional.of(new Below(BigDecimal.TEN, BigDecimal.ONE)), bins());
      case SIZE -> new SumRule(DOWN, UP, Optional.empty(), bins());
      case REQUESTS, TCP_SENT -> SumRule.EXACT;
    };
  }
}
