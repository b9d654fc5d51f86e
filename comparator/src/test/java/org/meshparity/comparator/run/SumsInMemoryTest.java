package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SumsInMemoryTest {

  private static final long MEMORY = 1_500_000_000;

  @Test
  void whatTakesHalfOfMemoryIsReadAtOnce() {
    assertThat(SumsInMemory.parts(500_000, MEMORY)).isEqualTo(1);
  }

  @Test
  void moreIsReadInPartsThatTakeAFifthEach() {
    assertThat(SumsInMemory.parts(2_000_000, MEMORY)).isEqualTo(10);
  }

  @Test
  void partsAreNeverMoreThanAServerCanBeAsked() {
    assertThat(SumsInMemory.parts(1e9, MEMORY)).isEqualTo(64);
  }
}
