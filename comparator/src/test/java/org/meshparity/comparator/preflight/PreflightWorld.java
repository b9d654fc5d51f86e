package org.meshparity.comparator.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.preflight.Preflight.Mapped;
import org.meshparity.comparator.preflight.Preflight.Readiness;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.report.PreflightReport;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.Look;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.rules.Packs;

/**
 * A world of scrapes and a pack that reads it. Names are new in each, so that one server can hold
 * them all and none knows a name of another.
 */
abstract class PreflightWorld {

  static final long MINUTE = 60_000;
  private static final AtomicInteger WORLDS = new AtomicInteger();

  /** The world's zero, in milliseconds since the epoch: a whole minute, more than an hour ago. */
  protected static final long EPOCH_MS = (System.currentTimeMillis() / MINUTE - 90) * MINUTE;

  @TempDir private Path folder;

  /** New in each world. */
  protected final String tag = "world" + WORLDS.incrementAndGet();

  protected final String requests1 = tag + "_v1_requests_total";
  protected final String requests2 = tag + "_v2_requests_total";
  protected final String duration1 = tag + "_v1_duration_seconds";
  protected final String duration2 = tag + "_v2_duration_milliseconds";
  String pack =
      """
      name: preflight
      version: 1.0.0
      identity: [app]
      sides:
        legacy: {selector: 'job="TAG-l"', scrape-interval: 15s, lag: 1s}
        candidate: {selector: 'job="TAG-c"', scrape-interval: 15s, lag: 1s, restart: TAG_uptime}
      metrics:
        - name: requests
          type: counter
          unit: requests
          legacy: {series: TAG_v1_requests_total}
          candidate: {series: TAG_v2_requests_total}
          provenance: {url: "https://example.com", versions: any, checked: 2026-11-25}
        - name: duration
          type: histogram
          unit: milliseconds
          legacy: {series: TAG_v1_duration_seconds, factor: 1000}
          candidate: {series: TAG_v2_duration_milliseconds}
          thresholds: [250]
          provenance: {url: "https://example.com", versions: any, checked: 2026-11-25}
      """
          .replace("TAG", tag);

  /** A source that holds these series and no other, but those of other worlds. */
  protected abstract SampleSource source(List<ScrapedSeries> series) throws Exception;

  /** A legacy target without anything but its scrapes. */
  protected SketchedScrapes bareLegacy() {
    return new SketchedScrapes(tag + "-l", "l:1");
  }

  protected SketchedScrapes bareCandidate() {
    return new SketchedScrapes(tag + "-c", "c:1").counter(tag + "_uptime");
  }

  protected SketchedScrapes legacy() {
    return bareLegacy().counter(requests1).histogram(duration1, 0.1, "0.05", "0.25", "1", "+Inf");
  }

  protected SketchedScrapes candidate() {
    return bareCandidate()
        .counter(requests2)
        .histogram(duration2, 100, "50", "250", "1000", "+Inf");
  }

  /** Looks at a quarter of an hour that ends in minute 45. */
  protected PreflightReport look(SketchedScrapes... targets) throws Exception {
    return look(30, targets);
  }

  PreflightReport look(long startMinute, SketchedScrapes... targets) throws Exception {
    List<ScrapedSeries> all = Stream.of(targets).flatMap(t -> t.series().stream()).toList();
    try (SampleSource source = source(all)) {
      Path file = Files.writeString(folder.resolve("pack.yaml"), pack);
      return new Comparison(settings(file, source))
          .preflight(new Look(at(startMinute), at(45), true, 0));
    }
  }

  private static ComparisonSettings settings(Path file, SampleSource source) throws IOException {
    var rules = Packs.read(file);
    return new ComparisonSettings(
        "preflight",
        rules,
        new SideSettings(source, rules.legacy().selector(), rules.legacy().scrapeInterval()),
        new SideSettings(source, rules.candidate().selector(), rules.candidate().scrapeInterval()),
        Duration.ofMinutes(15),
        new BigDecimal("0.01"),
        Duration.ZERO,
        GatePolicy.DEFAULT);
  }

  static Instant at(long minute) {
    return Instant.ofEpochMilli(EPOCH_MS + minute * MINUTE);
  }

  /** The only finding of its id. */
  protected static PreflightFinding only(PreflightReport report, Kind id) {
    List<PreflightFinding> found =
        report.preflight().findings().stream().filter(finding -> finding.id() == id).toList();
    assertThat(found).as("findings of " + id + " in " + report.preflight().findings()).hasSize(1);
    return found.get(0);
  }

  protected static void blocked(PreflightReport report) {
    assertThat(report.readiness()).isEqualTo(Readiness.BLOCKED);
    assertThat(report.exitCode()).isEqualTo(3);
  }

  static void ready(PreflightReport report) {
    assertThat(report.readiness()).as("findings " + report.preflight()).isEqualTo(Readiness.READY);
    assertThat(report.exitCode()).isZero();
  }

  static String state(PreflightReport report, String metric, String side) {
    return report.preflight().series().stream()
        .filter(one -> one.metric().equals(metric) && one.side().equals(side))
        .map(Mapped::state)
        .findFirst()
        .orElseThrow();
  }
}
