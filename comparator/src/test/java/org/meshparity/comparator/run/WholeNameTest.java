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
import org.junit.jupiter.api.Test;
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

  /** Scraped every minute, though every 15 s is declared, so that the preflight looks further. */
  @Test
  void whatEndedBeforeAShortWindowIsReadNeedNotBeHandedOut() {
    List<ScrapedSeries> all = series(60_000, SCRAPES);
    Map<String, String> target = Map.of("job", Generation.CANDIDATE.job(), "instance", "i:1");
    all.add(requests(Generation.CANDIDATE, target, "gone", 60_000, 12));

    Report report = compare(new SimulatedSource(EPOCH, all), 60, 867);

    assertThat(report.decision().reasons().toString()).doesNotContain("handed out");
  }

  private static Report compare(int handedOut) {
    SampleSource source = new Leaky(new SimulatedSource(EPOCH, series(15_000, SCRAPES)), handedOut);
    return compare(source, 600, 900);
  }

  private static Report compare(SampleSource source, long seconds, long endSecond) {
    Instant end = Instant.ofEpochMilli(EPOCH).plusSeconds(endSecond);
    ComparisonSettings settings =
        new ComparisonSettings(
            "leaky",
            SimulationPack.of(EnumSet.of(Family.REQUESTS)),
            side(source, Generation.LEGACY),
            side(source, Generation.CANDIDATE),
            Duration.ofSeconds(seconds),
            new BigDecimal("0.01"),
            Duration.ZERO,
            GatePolicy.DEFAULT,
            Mode.DRAINED);
    return new Comparison(settings).run(new Look(end.minusSeconds(seconds), end, true, 0));
  }

  private static SideSettings side(SampleSource source, Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }

  private static List<ScrapedSeries> series(long interval, int scrapes) {
    long[] stamps = stamps(interval, scrapes);
    List<ScrapedSeries> all = new ArrayList<>();
    for (Generation generation : Generation.values()) {
      Map<String, String> target = Map.of("job", generation.job(), "instance", "i:1");
      all.add(constant("up", target, stamps, 1));
      all.add(constant("scrape_duration_seconds", target, stamps, 0.001));
      for (int group = 0; group < GROUPS; group++) {
        all.add(requests(generation, target, "g" + group, interval, scrapes));
      }
    }
    return all;
  }

  private static ScrapedSeries requests(
      Generation generation, Map<String, String> target, String group, long interval, int scrapes) {
    Map<String, String> labels = new TreeMap<>(target);
    labels.put("world", "0");
    labels.put("grp", group);
    long[] stamps = stamps(interval, scrapes);
    double[] values = new double[scrapes];
    for (int i = 0; i < scrapes; i++) {
      values[i] = 5 + (stamps[i] > 500_000 ? 1000 : 0);
    }
    return new ScrapedSeries(Family.REQUESTS.series(generation), labels, stamps, values);
  }

  private static ScrapedSeries constant(
      String name, Map<String, String> labels, long[] stamps, double value) {
    double[] values = new double[stamps.length];
    Arrays.fill(values, value);
    return new ScrapedSeries(name, labels, stamps, values);
  }

  private static long[] stamps(long interval, int scrapes) {
    long[] stamps = new long[scrapes];
    for (int i = 0; i < scrapes; i++) {
      stamps[i] = interval * i + 7_000;
    }
    return stamps;
  }
}
