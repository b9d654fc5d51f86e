package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void oneDisturbedMeasurementDoesNotMoveTheMedian() {
    assertThat(Spread.of(List.of(3.0, 1.0, 900.0)).median()).isEqualTo(3.0);
    assertThat(Spread.of(List.of(4.0, 2.0)).median()).isEqualTo(3.0);
  }

  @Test
  void theRangeHoldsAll() {
    assertThat(Spread.of(List.of(70.0, 61.25, 900.0)).range()).isEqualTo("61.3..900");
  }

  @Test
  void nothingMeasuredIsNoFigure() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
  }
}
