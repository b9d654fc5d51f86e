package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunksTest {

  private static final long MIB = 1 << 20;

  /** An hour of scrapes every 15 s, and what a run touches before and behind. */
  private static final int SAMPLES = 300;

  @ParameterizedTest
  @CsvSource({
    "2000, 64, true",
    "100000, 256, false",
    "100000, 512, true",
    "300000, 2048, true",
    "400000, 8192, false",
    "10000000, 100000, false"
  })
  void whatIsReadAtOnceFitsIntoMemory(long series, long mib, boolean fits) {
    assertThat(Chunks.fit(series, (double) series * SAMPLES, mib * MIB)).isEqualTo(fits);
  }
}
