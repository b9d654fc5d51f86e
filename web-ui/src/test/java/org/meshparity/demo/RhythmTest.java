package org.meshparity.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.mesh.PauseSchedule;

class RhythmTest {

  @Test
  void aRestIsLongerThanTwiceTheLagAndTwoScrapes() {
    PauseSchedule pauses = Rhythm.of(Duration.ofSeconds(1));

    assertThat(pauses.pause()).isEqualTo(Duration.ofSeconds(16));
    assertThat(pauses.run()).isEqualTo(Duration.ofSeconds(14));
  }

  @Test
  void atARealMeshsIntervalTheLoadNeverRests() {
    assertThat(Rhythm.of(Duration.ofSeconds(15))).isEqualTo(PauseSchedule.never());
  }
}
