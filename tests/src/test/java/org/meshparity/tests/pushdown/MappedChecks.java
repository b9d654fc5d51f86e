package org.meshparity.tests.pushdown;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

/**
 * Packs that are written for the test, on a real Prometheus. Each comparison has hours of its own,
 * later than those before, so that none sees another.
 */
abstract class MappedChecks {

  static final long APART_MS = 2 * 3_600_000;

  @TempDir static Path folder;
  static WritablePrometheus prometheus;
  static long epochMs = WritablePrometheus.recentEpochMs() - 40 * APART_MS;

  @BeforeAll
  static void start() throws IOException {
    prometheus = WritablePrometheus.start(folder);
  }

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  static Report compare(Pack pack, String legacy, String candidate, Stream<Scraped> targets)
      throws Exception {
    epochMs += APART_MS;
    List<ScrapedSeries> series = targets.flatMap(target -> target.series().stream()).toList();
    prometheus.write(epochMs, series);
    try (PrometheusSource source = prometheus.source()) {
      return compare(pack, legacy, candidate, source);
    }
  }

  static Report compare(Pack pack, String legacy, String candidate, QuerySource source) {
    Duration interval = Duration.ofSeconds(15);
    ComparisonSettings settings =
        new ComparisonSettings(
            "mapped",
            pack,
            new SideSettings(source, LabelMatchers.parse(legacy), interval),
            new SideSettings(source, LabelMatchers.parse(candidate), interval),
            Duration.ofMillis(Scraped.WINDOW_MS),
            new BigDecimal("0.01"),
            Duration.ZERO,
            GatePolicy.DEFAULT);
    return new Comparison(settings).run(Instant.ofEpochMilli(epochMs + Scraped.END_MS));
  }

  static Pack pack(String identity, String legacy, String candidate) throws IOException {
    return pack(folder, identity, legacy, candidate);
  }

  /** The same, written to a folder. */
  static Pack pack(Path folder, String identity, String legacy, String candidate)
      throws IOException {
    String yaml =
        """
        name: mapped
        version: 1.0.0
        identity: %s
        sides:
          legacy: {selector: 'job="l"', scrape-interval: 15s, lag: 1s}
          candidate: {selector: 'job="c"', scrape-interval: 15s, lag: 1s}
        metrics:
          - name: events
            type: counter
            unit: events
            legacy: %s
            candidate: %s
            provenance: {url: "https://example.com", versions: any, checked: 2026-11-25}
        """
            .formatted(identity, legacy, candidate);
    return Packs.read(Files.writeString(folder.resolve("mapped.yaml"), yaml));
  }
}
