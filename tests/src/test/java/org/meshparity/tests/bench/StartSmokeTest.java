package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The benchmark runs and fills its table. How long one start took beside other tests means nothing.
 */
class StartSmokeTest {

  @Test
  void eachWayHasBothFigures() throws Exception {
    StartWay classes = StartWay.classPath();

    String table = StartCommand.table(List.of(classes), 1);

    assertThat(table)
        .containsPattern(
            "classes side by side +\\d+\\.\\d+ +[\\d.]+\\.\\.[\\d.]+ +\\d+\\.\\d+ +[\\d.]+")
        .contains("under 0.5", "under 1.5");
  }
}
