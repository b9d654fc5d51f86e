package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreRoundingTest {

  private static double[] levelled(double... values) {
    StoreRounding.level(values);
    return values;
  }

  @Test
  void aSumThatStandsStillStandsStillThroughTwoBlocksOfDecimals() {
    assertThat(levelled(123.456789012345, 123.456789012222)).containsOnly(123.456789012345);
  }

  @Test
  void aFallThatIsNoRoundingStays() {
    assertThat(levelled(123.456789, 123.456788)).containsExactly(123.456789, 123.456788);
    assertThat(levelled(0.5, 0)).containsExactly(0.5, 0);
  }

  @Test
  void wholeNumbersAreExactAndEveryFallOfTheirsStays() {
    assertThat(levelled(9e15, 9e15 - 1)).containsExactly(9e15, 9e15 - 1);
  }
}
