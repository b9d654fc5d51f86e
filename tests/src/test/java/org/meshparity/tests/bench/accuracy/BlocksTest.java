package org.meshparity.tests.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.tests.bench.accuracy.Score.Chart;
import org.meshparity.tests.pushdown.WritablePrometheus;

class BlocksTest {

  @TempDir Path folder;

  @Test
  void textHasALineForEachSampleAndNoneForAStalenessMarker() throws Exception {
    Path text = folder.resolve("samples.om");

    Blocks.write(
        text,
        List.of(
            new ScrapedSeries(
                "up",
                Map.of("job", "j", "instance", "a"),
                new long[] {5, 15_005},
                new double[] {1, ScrapedSeries.STALE})));

    assertThat(text)
        .content()
        .isEqualTo("up{instance=\"a\",job=\"j\"} 1.0 1790000040.005\n# EOF\n");
  }

  @Test
  void blocksOfPromtoolAreJudgedAsWrittenOnesAre() throws Exception {
    if (!Files.exists(WritablePrometheus.binary().toRealPath().resolveSibling("promtool"))) {
      return; // some packages of Prometheus lack it; remote write then loads all meshes
    }
    Score written = score(Load.REMOTE_WRITE);
    Score blocks = score(Load.PROMTOOL);

    for (String claim : written.rows(Chart.CLAIMS)) {
      for (String verdict : List.of("PROVED_EQUAL", "PROVED_DIFFERENT", "UNDECIDABLE")) {
        assertThat(blocks.in(Chart.CLAIMS, claim, verdict))
            .as("%s %s", claim, verdict)
            .isEqualTo(written.in(Chart.CLAIMS, claim, verdict));
      }
    }
    assertThat(blocks.checks()).isEqualTo(written.checks()).isPositive();
  }

  private Score score(Load load) throws Exception {
    return new AccuracyRun(
            new AccuracyPlan(1, 1, 1, load, RemoteReads.AUTO),
            folder,
            new PrintWriter(Writer.nullWriter()))
        .run();
  }
}
