package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.SimulatedSource;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.source.ForwardingSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/** A source that counts more series than it hands out makes no mesh look smaller and equal. */
class WholeNameTest {

  private static final long EPOCH = 1_700_000_040_000L;
  private static final int SCRAPES = 80;
  private static final int GROUPS = 4;
  private static final long LONG_MS = 300_000;

  /** Leaves series out where much time is asked for, as the preflight does not. */
  private static final class Leaky extends ForwardingSource {
    private final int handedOut;

    Leaky(SampleSource source, int handedOut) {
      super(source);
      this.handedOut = handedOut;
    }

    @Override
    public List<String> samples(
        String series, LabelMatchers matchers, long after, long until, Consumer<RawSeries> into)
        throws SourceUnavailable {
      List<RawSeries> found = new ArrayList<>();
      List<String> warnings = super.samples(series, matchers, after, until, found::add);
      boolean leaks = series.startsWith(Family.REQUESTS.series(Generation.CANDIDATE));
      int most = leaks && until - after > LONG_MS ? handedOut : GROUPS;
      found.stream().limit(most).forEach(into);
      return warnings;
    }

    @Override
    protected SampleSource over(SampleSource noting) {
      return new Leaky(noting, handedOut);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, GROUPS - 1})
  void fewerSeriesThanWereCountedAreAFaultOfTheSource(int handedOut) {
    Report report = compare(handedOut);

    assertThat(report.outcome()).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(report.decision().reasons().toString())
        .contains(
            "simulated handed out " + handedOut + " series of ",
            "though it had counted " + GROUPS + " at the window's end",
            "remote-read: never");
  }

  @ParameterizedTest
  @ValueSource(ints = GROUPS)
  void asManyAreNone(int handedOut) {
    assertThat(compare(handedOut).outcome()).isEqualTo(Outcome.PARITY);
  }

  private static Report compare(int handedOut) {
    SampleSource source = new Leaky(new SimulatedSource(EPOCH, series()), handedOut);
    Instant start = Instant.ofEpochMilli(EPOCH).plusSeconds(300);
    ComparisonSettings settings =
        new ComparisonSettings(
            "leaky",
            SimulationPack.of(EnumSet.of(Family.REQUESTS)),
            side(source, Generation.LEGACY),
            side(source, Generation.CANDIDATE),
            Duration.ofSeconds(600),
            new BigDecimal("0.01"),
            Duration.ZERO,
            GatePolicy.DEFAULT,
            Mode.DRAINED);
    return new Comparison(settings).run(new Look(start, start.plusSeconds(600), true, 0));
  }

  private static SideSettings side(SampleSource source, Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }

  private static List<ScrapedSeries> series() {
    List<ScrapedSeries> all = new ArrayList<>();
    for (Generation generation : Generation.values()) {
      Map<String, String> target = Map.of("job", generation.job(), "instance", "i:1");
      all.add(constant("up", target, 1));
      all.add(constant("scrape_duration_seconds", target, 0.001));
      for (int group = 0; group < GROUPS; group++) {
        Map<String, String> labels = new TreeMap<>(target);
        labels.put("world", "0");
        labels.put("grp", "g" + group);
        all.add(counter(Family.REQUESTS.series(generation), labels));
      }
    }
    return all;
  }

  private static ScrapedSeries constant(String name, Map<String, String> labels, double value) {
    double[] values = new double[SCRAPES];
    Arrays.fill(values, value);
    return new ScrapedSeries(name, labels, stamps(), values);
  }

  private static ScrapedSeries counter(String name, Map<String, String> labels) {
    double[] values = new double[SCRAPES];
    for (int i = 0; i < SCRAPES; i++) {
      values[i] = 5 + (stamps()[i] > 500_000 ? 1000 : 0);
    }
    return new ScrapedSeries(name, labels, stamps(), values);
  }

  private static long[] stamps() {
    long[] stamps = new long[SCRAPES];
    for (int i = 0; i < SCRAPES; i++) {
      stamps[i] = 15_000L * i + 7_000;
    }
    return stamps;
  }
}
