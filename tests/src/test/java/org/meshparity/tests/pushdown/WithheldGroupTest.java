package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.ForwardingServer;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;

/** A group whose sums a server told is not missing because its samples do not come. */
class WithheldGroupTest extends MappedChecks {

  private static final long EVENTS = 1000;
  private static final int RESTART = 100;

  /** Adds everything up, and may keep a name's samples to itself. */
  private static final class Withholding extends ForwardingServer {
    private final boolean withholds;

    Withholding(QuerySource server, boolean withholds) {
      super(server);
      this.withholds = withholds;
    }

    @Override
    public List<String> samples(
        String series, LabelMatchers matchers, long after, long until, Consumer<RawSeries> into)
        throws SourceUnavailable {
      boolean kept = withholds && series.equals("b_total");
      return super.samples(series, matchers, after, until, kept ? one -> {} : into);
    }

    @Override
    protected SampleSource over(SampleSource noting) {
      return this;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itIsAFaultOfTheSource(boolean withholds) throws Exception {
    Pack pack = pack("[shop]", "{series: a_total}", "{series: b_total}");
    Scraped legacy = new Scraped(Map.of("job", "l", "instance", "a:1"), 0);
    Scraped candidate = new Scraped(Map.of("job", "c", "instance", "b:1"), 4000);
    legacy.add("a_total", Map.of("shop", "x"), WithheldGroupTest::restarted);
    candidate.counts("b_total", Map.of("shop", "x"), EVENTS);
    epochMs += APART_MS;
    prometheus.write(
        epochMs, Stream.of(legacy, candidate).flatMap(one -> one.series().stream()).toList());

    try (PrometheusSource source = prometheus.source()) {
      Report report = compare(pack, "job=\"l\"", "job=\"c\"", new Withholding(source, withholds));

      assertThat(report.outcome() == Outcome.UNAVAILABLE).isEqualTo(withholds);
      assertThat(report.decision().reasons().toString().contains("handed out no sample of them"))
          .isEqualTo(withholds);
      assertThat(report.checks().isEmpty()).isEqualTo(withholds);
    }
  }

  /** Sums cannot tell what was lost when it began anew, so the group's samples are wanted. */
  private static double restarted(int scrape) {
    double counted = Scraped.happened(scrape, EVENTS);
    return scrape < RESTART ? counted : counted - Scraped.happened(RESTART, EVENTS);
  }
}
