package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.envelope.Ends.Corner;
import org.meshparity.comparator.series.Bounds;

/** Sums of fractions as a store of decimals hands them out. */
class StoredSumTest {

  private static final Layout LAYOUT = Layout.of(new double[] {10}, true);

  /** Certain readings of one observation in all, so that additions round next to nothing. */
  private static Bounds gained(double before, double after) throws BrokenSamples {
    Ends ends = new Ends(LAYOUT);
    for (Corner corner : Corner.values()) {
      boolean start = corner == Corner.LOWER_START || corner == Corner.UPPER_START;
      for (int i = 0; i < LAYOUT.size(); i++) {
        ends.set(corner, i, i == LAYOUT.sum() ? (start ? before : after) : 1);
      }
    }
    return Gains.between(ends).sum();
  }

  @Test
  void whatASumTrulyGainedIsWithinItsBoundsWhateverWasCut() throws BrokenSamples {
    SplittableRandom random = new SplittableRandom(672);
    for (int i = 0; i < 100_000; i++) {
      double before = random.nextDouble(1_000_000);
      double after = before + random.nextDouble(100);

      Bounds bounds = gained(cut(before, random), cut(after, random));

      assertThat(after - before).isBetween(bounds.lower(), bounds.upper());
    }
  }

  @Test
  void nextToAnyToleranceThatIsNothing() throws BrokenSamples {
    Bounds bounds = gained(999_000, 1_000_000);

    assertThat((bounds.upper() - bounds.lower()) / 1000).isLessThan(1e-8);
  }

  /** Up to a 10^12th is lost, here and there nothing. */
  private static double cut(double value, SplittableRandom random) {
    return value - value * random.nextDouble() * 1e-12;
  }
}
