package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.ForwardingServer;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

/** Where samples are read, nothing is asked of names that a mesh never had, and all of others. */
class AbsentNamesTest extends MappedChecks {

  private static final int GONE = 110;

  /** Notes of which names samples were asked. */
  private static final class NamesWatch extends ForwardingServer {
    private final Set<String> read;

    NamesWatch(QuerySource server, Set<String> read) {
      super(server);
      this.read = read;
    }

    @Override
    public List<String> samples(
        String series, LabelMatchers matchers, long after, long until, Consumer<RawSeries> into)
        throws SourceUnavailable {
      read.add(series);
      return super.samples(series, matchers, after, until, into);
    }

    @Override
    protected SampleSource over(SampleSource noting) {
      return this;
    }
  }

  @Test
  void whatWentAwayBeforeTheWindowsEndIsReadAndWhatNeverWasIsNot() throws Exception {
    Scraped legacy = new Scraped(Map.of("job", "l", "instance", "a:1"), 0);
    Scraped candidate = new Scraped(Map.of("job", "c", "instance", "b:1"), 4000);
    legacy.counts("stays_l", Map.of("shop", "x"), 1000).counts("gone_l", Map.of("shop", "x"), 1000);
    legacy.lacking(GONE, Scraped.SCRAPES);
    candidate
        .counts("stays_c", Map.of("shop", "x"), 1000)
        .counts("gone_c", Map.of("shop", "x"), 1000);
    candidate.lacking(GONE, Scraped.SCRAPES);
    epochMs += APART_MS;
    prometheus.write(
        epochMs, Stream.of(legacy, candidate).flatMap(one -> one.series().stream()).toList());
    Set<String> read = new ConcurrentSkipListSet<>();

    try (PrometheusSource source = prometheus.source(RemoteReads.ALWAYS)) {
      Report report = compare(pack(), "job=\"l\"", "job=\"c\"", new NamesWatch(source, read));

      assertThat(report.checks()).extracting(Report.Check::metric).contains("stays", "gone");
    }
    assertThat(read)
        .contains("stays_l", "stays_c", "gone_l", "gone_c")
        .noneMatch(name -> name.startsWith("never") || name.startsWith("nobody"));
  }

  private static Pack pack() throws Exception {
    StringBuilder yaml =
        new StringBuilder(
            """
            name: absent
            version: 1.0.0
            identity: [shop]
            sides:
              legacy: {selector: 'job="l"', scrape-interval: 15s, lag: 1s}
              candidate: {selector: 'job="c"', scrape-interval: 15s, lag: 1s}
            metrics:
            """);
    for (String name : List.of("stays", "gone", "never", "nobody")) {
      yaml.append(
          """
            - name: %s
              type: counter
              unit: events
              legacy: {series: %s_l}
              candidate: {series: %s_c}
              provenance: {url: "https://example.com", versions: any, checked: 2026-11-26}
          """
              .formatted(name, name, name));
    }
    return Packs.read(Files.writeString(folder.resolve("absent.yaml"), yaml));
  }
}
