package org.meshparity.tests.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.tests.bench.accuracy.Score.Chart;

/**
 * A few meshes go all the way: made, scraped, written, compared, judged. More: {@code tests/bench
 * accuracy --meshes 500}.
 */
class AccuracyTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
  void noVerdictAndNoNumberContradictsTheTruth(RemoteReads reads) throws Exception {
    AccuracyPlan plan = new AccuracyPlan(10, 1, 0, Load.REMOTE_WRITE, reads);
    long began = System.nanoTime();
    Score score = new AccuracyRun(plan, folder, new PrintWriter(Writer.nullWriter())).run();
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    System.out.println(new AccuracyReport(score, plan, took));
    assertThat(score.examples()).isEmpty();
    assertThat(score.wrong()).isZero();
    assertThat(score.runs()).isEqualTo(30);
    assertThat(score.in(Chart.CLAIMS, "increase", "PROVED_EQUAL")).isPositive();
    assertThat(score.in(Chart.CLAIMS, "increase", "PROVED_DIFFERENT")).isPositive();
    assertThat(score.in(Chart.GUESSES, "increase() \u00b11 %|5m", "false alarm")).isPositive();
  }
}
