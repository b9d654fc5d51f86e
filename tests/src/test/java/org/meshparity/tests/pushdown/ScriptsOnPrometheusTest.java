package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.script.Script;
import org.meshparity.comparator.script.ScriptRun;
import org.meshparity.comparator.script.ScriptSamples;
import org.meshparity.comparator.script.ScriptsTest;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.tests.Repository;

/**
 * The same scripts on a real Prometheus, which adds up where its sums are bounds: whatever a case
 * is read by, its verdicts are the same. Each has hours of its own, later than those before.
 */
class ScriptsOnPrometheusTest {

  private static final long APART_MS = 2 * 3_600_000;

  @TempDir static Path folder;
  private static WritablePrometheus prometheus;
  private static int byTheServersSums;

  @BeforeAll
  static void start() throws Exception {
    prometheus = WritablePrometheus.start(folder);
  }

  @AfterAll
  static void stop() {
    prometheus.close();
    assertThat(byTheServersSums).as("scripts that no sample was read for").isGreaterThan(10);
  }

  @TestFactory
  Stream<DynamicTest> everythingComesOutAsTheScriptSays() throws Exception {
    List<Script> scripts =
        ScriptsTest.in(Repository.root().resolve("comparator/src/test/resources/parity")).stream()
            .map(Script::read)
            .toList();
    long needed = scripts.stream().mapToLong(script -> length(script) + APART_MS).sum();
    long[] zero = {WritablePrometheus.recentEpochMs() - needed};
    return scripts.stream()
        .map(
            script -> {
              long epochMs = zero[0] - zero[0] % 60_000;
              zero[0] += length(script) + APART_MS;
              return DynamicTest.dynamicTest(
                  script.title(), script.file().toUri(), () -> hold(script, epochMs));
            });
  }

  private static void hold(Script script, long epochMs) throws Exception {
    prometheus.write(epochMs, script.samples().stream().map(ScriptsOnPrometheusTest::of).toList());
    try (SumsWatch source = new SumsWatch(prometheus.source())) {
      ScriptRun run = ScriptRun.on(script, source, Instant.ofEpochMilli(epochMs));
      assertThat(run.holds()).as(run.toString()).isTrue();
      byTheServersSums += source.sumsSufficed() ? 1 : 0;
    }
  }

  private static ScrapedSeries of(ScriptSamples samples) {
    return new ScrapedSeries(
        samples.name(), samples.labels(), samples.stampsMs(), samples.values());
  }

  private static long length(Script script) {
    return script.samples().stream()
        .mapToLong(samples -> samples.stampsMs()[samples.stampsMs().length - 1])
        .max()
        .orElse(0);
  }
}
