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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportJson;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.Look;
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

/** Eight processes share a mesh in a real Prometheus; what they read makes the one report. */
class ShardsTest {

  private static final int WORLDS = Integer.getInteger("meshparity.sharded", 150);
  private static final int SHARDS = 8;
  private static final long EPOCH = WritablePrometheus.recentEpochMs();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
  void eightShardsMakeTheReportOfOneRun(RemoteReads reads) throws Exception {
    Recipe recipe = new Recipe(List.of(Fault.values()), List.of(Hazard.values()), 0.2, 0);
    List<World> worlds = new WorldMaker(7, recipe).make(0, WORLDS);
    Instant end = Instant.ofEpochMilli(EPOCH + Timeline.WINDOW_END / Timeline.MILLI);
    Look look = new Look(end.minusSeconds(1800), end, true, 0);
    try (WritablePrometheus prometheus = WritablePrometheus.start(folder);
        PrometheusSource source = prometheus.source(reads)) {
      prometheus.write(EPOCH, worlds.stream().flatMap(w -> w.series().stream()).toList());
      Comparison comparison = new Comparison(settings(source));

      Report whole = comparison.run(look);
      List<Path> files = new ArrayList<>();
      List<Integer> groups = new ArrayList<>();
      for (int i = SHARDS - 1; i >= 0; i--) {
        ShardReport shard = comparison.read(look, new Shard(i, SHARDS), "simulated");
        groups.add(shard.metrics().stream().mapToInt(metric -> metric.groups().size()).sum());
        files.add(written(shard));
      }
      Report merged = ShardMerge.of(files, name -> SimulationPack.of(EnumSet.allOf(Family.class)));

      assertThat(whole.checks()).hasSizeGreaterThan(WORLDS);
      assertThat(groups).allMatch(count -> count > 0 && count < WORLDS);
      assertThat(prometheus.answers("/api/v1/read") > 0).isEqualTo(reads == RemoteReads.ALWAYS);
      assertThat(ReportJson.toString(merged)).isEqualTo(ReportJson.toString(whole));
    }
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
