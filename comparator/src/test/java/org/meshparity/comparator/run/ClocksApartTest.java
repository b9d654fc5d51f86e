package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.SimulatedSource;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.source.ClockOffset;
import org.meshparity.comparator.source.ForwardingSource;
import org.meshparity.comparator.source.SampleSource;

class ClocksApartTest {

  private static final long EPOCH = 1_700_000_040_000L;
  private static final int SCRAPES = 80;

  /** A server whose answers are dated so much ahead. */
  private static final class Dated extends ForwardingSource {
    private final long aheadMs;

    Dated(SampleSource source, long aheadMs) {
      super(source);
      this.aheadMs = aheadMs;
    }

    @Override
    public Optional<ClockOffset> clock() {
      return Optional.of(new ClockOffset(aheadMs, aheadMs + 1000));
    }

    @Override
    protected SampleSource over(SampleSource noting) {
      return new Dated(noting, aheadMs);
    }
  }

  @Test
  void yearsThatAreMoreThanTheWindowAreSaid() {
    Report report = compare(Duration.ofDays(3650));

    assertThat(report.outcome()).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(report.decision().reasons().toString())
        .contains(
            "the clocks of simulated and simulated differ by 31536000",
            "more than the window",
            "set both by NTP");
  }

  @Test
  void secondsAreAllowedFor() {
    assertThat(compare(Duration.ofSeconds(5)).decision().reasons().toString())
        .doesNotContain("the clocks of");
  }

  private static Report compare(Duration apart) {
    Instant start = Instant.ofEpochMilli(EPOCH).plusSeconds(300);
    ComparisonSettings settings =
        new ComparisonSettings(
            "dated",
            SimulationPack.of(EnumSet.of(Family.REQUESTS)),
            side(Generation.LEGACY, 0),
            side(Generation.CANDIDATE, apart.toMillis()),
            Duration.ofSeconds(600),
            new BigDecimal("0.01"),
            Duration.ZERO,
            GatePolicy.DEFAULT,
            Mode.PAIRED);
    return new Comparison(settings).run(new Look(start, start.plusSeconds(600), true, 0));
  }

  private static SideSettings side(Generation generation, long aheadMs) {
    Map<String, String> target = Map.of("job", generation.job(), "instance", "i:1");
    long[] stamps = new long[SCRAPES];
    double[] ones = new double[SCRAPES];
    Arrays.setAll(stamps, i -> 15_000L * i + 7_000);
    Arrays.fill(ones, 1);
    List<ScrapedSeries> series = List.of(new ScrapedSeries("up", target, stamps, ones));
    return new SideSettings(
        new Dated(new SimulatedSource(EPOCH, series), aheadMs),
        SimulationPack.selector(generation),
        Duration.ofSeconds(15));
  }
}
