package org.meshparity.tests.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.tests.bench.accuracy.Score.Chart;

/**
 * A few meshes go all the way: made, scraped, written, compared, judged. More: {@code tests/bench
 * accuracy --meshes 500}.
 */
class AccuracyTest {

  private static final AccuracyPlan PLAN = new AccuracyPlan(10, 1, 0, Load.REMOTE_WRITE);

  @TempDir Path folder;

  @Test
  void noVerdictAndNoNumberContradictsTheTruth() throws Exception {
    long began = System.nanoTime();
    Score score = new AccuracyRun(PLAN, folder, new PrintWriter(Writer.nullWriter())).run();
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    System.out.println(new AccuracyReport(score, PLAN, took));
    assertThat(score.examples()).isEmpty();
    assertThat(score.wrong()).isZero();
    assertThat(score.runs()).isEqualTo(30);
    assertThat(score.in(Chart.CLAIMS, "increase", "PROVED_EQUAL")).isPositive();
    assertThat(score.in(Chart.CLAIMS, "increase", "PROVED_DIFFERENT")).isPositive();
    assertThat(score.in(Chart.GUESSES, "increase() \u00b11 %|5m", "false alarm")).isPositive();
  }
}
