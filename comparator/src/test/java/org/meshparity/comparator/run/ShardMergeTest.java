package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportJson;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Fault;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.Hazard;
import org.meshparity.comparator.simulation.Recipe;
import org.meshparity.comparator.simulation.SimulatedSource;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.simulation.Timeline;
import org.meshparity.comparator.simulation.WorldMaker;
import org.meshparity.rules.Pack;

class ShardMergeTest {

  private static final long EPOCH = 1_700_000_040_000L;
  private static final Instant END =
      Instant.ofEpochMilli(EPOCH + Timeline.WINDOW_END / Timeline.MILLI);
  private static final Look LOOK = new Look(END.minusSeconds(1800), END, true, 0);
  private static final Pack PACK = SimulationPack.of(EnumSet.allOf(Family.class));

  @TempDir Path folder;
  private SimulatedSource source;

  @BeforeEach
  void make() {
    Recipe recipe = new Recipe(List.of(Fault.values()), List.of(Hazard.values()), 0.3, 0);
    source = SimulatedSource.of(EPOCH, new WorldMaker(3, recipe).make(0, 10));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theReportOfAllShardsIsThatOfOneRun(Mode mode) throws IOException {
    Comparison comparison = comparison(mode);

    Report merged = merged(shards(comparison, LOOK, 8));

    assertThat(merged.checks()).isNotEmpty();
    assertThat(ReportJson.toString(merged)).isEqualTo(ReportJson.toString(comparison.run(LOOK)));
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    List<Path> files = shards(comparison(Mode.PAIRED), LOOK, 3);
    files.remove(1);

    refused(files, "of 3 shards 1/3 is missing");
  }

  @Test
  void aShardThatStandsTwiceIsRefused() throws IOException {
    List<Path> files = shards(comparison(Mode.PAIRED), LOOK, 2);
    files.add(Files.copy(files.get(0), folder.resolve("again.json")));

    refused(files, "are both shard 0");
  }

  @Test
  void aShardOfAnotherWindowIsRefused() throws IOException {
    Comparison comparison = comparison(Mode.PAIRED);
    List<Path> files = shards(comparison, LOOK, 2);
    Look later = new Look(LOOK.start(), LOOK.end().plusSeconds(60), true, 0);
    files.set(1, written(comparison.read(later, new Shard(1, 2), "simulated")));

    refused(files, "is of another run: its wanted window is " + LOOK.start() + " to ");
  }

  @Test
  void aShardOfAnotherModeIsRefused() throws IOException {
    List<Path> files = shards(comparison(Mode.PAIRED), LOOK, 2);
    files.set(1, written(comparison(Mode.DRAINED).read(LOOK, new Shard(1, 2), "simulated")));

    refused(files, "is of another run: its settings, mode is drained, not paired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"schemaVersion\":\"1\"}", "no json"})
  void whatIsNoShardIsRefused(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.json"), content);

    refused(List.of(file), "broken.json is no shard, or was damaged");
  }

  @Test
  void aChangedNumberIsFound() throws IOException {
    Path file = shards(comparison(Mode.PAIRED), LOOK, 1).get(0);
    Files.writeString(file, Files.readString(file).replaceFirst("\"lower\":\\[", "\"lower\":[1"));

    refused(List.of(file), "was changed or damaged since it was written");
  }

  @Test
  void aShardThatCouldNotReadMakesTheReportUnavailable() throws IOException {
    Comparison none =
        new Comparison(settings(Mode.PAIRED), RunLimits.DEFAULT.withMaxQueries(5), plan -> {});
    List<Path> files = new ArrayList<>();
    files.add(written(comparison(Mode.PAIRED).read(LOOK, new Shard(0, 2), "simulated")));
    files.add(written(none.read(LOOK, new Shard(1, 2), "simulated")));

    Report report = merged(files);

    assertThat(report.decision().exitCode()).isEqualTo(4);
    assertThat(report.decision().reasons().get(0)).contains("--max-queries");
  }

  private void refused(List<Path> files, String why) {
    assertThatThrownBy(() -> merged(files))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static Report merged(List<Path> files) {
    return ShardMerge.of(files, name -> PACK);
  }

  private List<Path> shards(Comparison comparison, Look look, int of) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      files.add(written(comparison.read(look, new Shard(i, of), "simulated")));
    }
    return files;
  }

  private Path written(ShardReport shard) throws IOException {
    Path file = folder.resolve("shard-" + shard.shard().index() + ".json");
    try (OutputStream out = Files.newOutputStream(file)) {
      ShardFile.write(shard, out);
    }
    return file;
  }

  private Comparison comparison(Mode mode) {
    return new Comparison(settings(mode));
  }

  private ComparisonSettings settings(Mode mode) {
    return new ComparisonSettings(
        "worlds",
        PACK,
        side(Generation.LEGACY),
        side(Generation.CANDIDATE),
        Duration.ofSeconds(1800),
        new BigDecimal("0.01"),
        Duration.ZERO,
        GatePolicy.DEFAULT,
        mode);
  }

  private SideSettings side(Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }
}
