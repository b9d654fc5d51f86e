package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportJson;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.Look;
import org.meshparity.comparator.run.RunLimits;
import org.meshparity.comparator.run.Shard;
import org.meshparity.comparator.run.ShardFile;
import org.meshparity.comparator.run.ShardMerge;
import org.meshparity.comparator.run.ShardReport;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Fault;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.Hazard;
import org.meshparity.comparator.simulation.Recipe;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.simulation.Timeline;
import org.meshparity.comparator.simulation.World;
import org.meshparity.comparator.simulation.WorldMaker;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.RemoteReads;

/** What does not fit into memory at a time is read in batches, and makes the same report. */
class RawBatchesTest {

  private static final int WORLDS = Integer.getInteger("meshparity.batched", 80);
  private static final long EPOCH = WritablePrometheus.recentEpochMs();
  private static final int SHARDS = 3;

  /** So much memory that each batch has a few groups. */
  private static final long LITTLE = 4 << 20;

  @TempDir Path folder;

  @Test
  void batchesMakeTheReportOfAllAtOnce() throws Exception {
    try (WritablePrometheus prometheus = prometheus();
        PrometheusSource source = prometheus.source(RemoteReads.NEVER)) {
      Report whole = comparison(source, RunLimits.DEFAULT).run(look());
      double asked = prometheus.answers("/api/v1/query");

      Report batched = comparison(source, inBatches()).run(look());

      assertThat(prometheus.answers("/api/v1/query") - asked).isGreaterThan(1.5 * asked);
      assertThat(whole.checks()).hasSizeGreaterThan(WORLDS);
      assertThat(whole.checks()).anyMatch(check -> check.since() != null);
      assertThat(whole.checks()).anyMatch(check -> check.because().contains("around a restart"));
      assertThat(ReportJson.toString(batched)).isEqualTo(ReportJson.toString(whole));
    }
  }

  /** So little memory that not even sums of all groups fit into it. */
  @Test
  void soDoPartsWhoseSumsAreReadOneAfterTheOther() throws Exception {
    try (WritablePrometheus prometheus = prometheus();
        PrometheusSource source = prometheus.source(RemoteReads.NEVER)) {
      Report whole = comparison(source, RunLimits.DEFAULT).run(look());

      Report parted = comparison(source, inBatches().withMemory(LITTLE / 16)).run(look());

      assertThat(ReportJson.toString(parted)).isEqualTo(ReportJson.toString(whole));
    }
  }

  @Test
  void soDoShardsInBatches() throws Exception {
    try (WritablePrometheus prometheus = prometheus();
        PrometheusSource source = prometheus.source(RemoteReads.NEVER)) {
      Report whole = comparison(source, RunLimits.DEFAULT).run(look());

      List<Path> files = new ArrayList<>();
      for (int i = 0; i < SHARDS; i++) {
        Comparison comparison = comparison(source, inBatches());
        files.add(written(comparison.read(look(), new Shard(i, SHARDS), "simulated")));
      }

      Report merged = ShardMerge.of(files, name -> SimulationPack.of(EnumSet.allOf(Family.class)));
      assertThat(ReportJson.toString(merged)).isEqualTo(ReportJson.toString(whole));
    }
  }

  private WritablePrometheus prometheus() throws Exception {
    Recipe recipe = new Recipe(List.of(Fault.values()), List.of(Hazard.values()), 0.2, 0);
    List<World> worlds = new WorldMaker(7, recipe).make(0, WORLDS);
    WritablePrometheus prometheus = WritablePrometheus.start(folder);
    prometheus.write(EPOCH, worlds.stream().flatMap(w -> w.series().stream()).toList());
    return prometheus;
  }

  private static Look look() {
    Instant end = Instant.ofEpochMilli(EPOCH + Timeline.WINDOW_END / Timeline.MILLI);
    return new Look(end.minusSeconds(1800), end, true, 0);
  }

  private static RunLimits inBatches() {
    return RunLimits.DEFAULT.withMemory(LITTLE).withMaxQueries(100_000);
  }

  private static Comparison comparison(PrometheusSource source, RunLimits limits) {
    return new Comparison(settings(source), limits, plan -> {});
  }

  private Path written(ShardReport shard) throws IOException {
    Path file = folder.resolve("shard-" + shard.shard().index() + ".json");
    try (OutputStream out = Files.newOutputStream(file)) {
      ShardFile.write(shard, out);
    }
    return file;
  }

  private static ComparisonSettings settings(PrometheusSource source) {
    return new ComparisonSettings(
        "worlds",
        SimulationPack.of(EnumSet.allOf(Family.class)),
        side(source, Generation.LEGACY),
        side(source, Generation.CANDIDATE),
        Duration.ofSeconds(1800),
        new BigDecimal("0.01"),
        Duration.ZERO,
        GatePolicy.DEFAULT);
  }

  private static SideSettings side(PrometheusSource source, Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }
}
