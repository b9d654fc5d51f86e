package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.CounterRule;
import org.meshparity.comparator.verdict.Finding;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.comparator.verdict.Tolerance;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.comparator.verdict.Wording;

/** The counter rule against every pair of numbers in thousands of boxes, exactly. */
class CounterRuleBruteForceTest {

  private static final int LARGEST = 7;
  private static final int STEPS = 8;
  private static final List<String> SHARES = List.of("0", "0.01", "0.1", "0.3", "1");
  private static final List<String> CONSTANTS = List.of("0", "1", "2.5");

  @Test
  void aVerdictHoldsForEveryPairInTheBoxAndIsNeverWithheld() {
    int boxes = 0;
    for (String share : SHARES) {
      for (String constant : CONSTANTS) {
        Tolerance tolerance = new Tolerance(new BigDecimal(share), new BigDecimal(constant));
        for (Bounds legacy : boxes()) {
          for (Bounds candidate : boxes()) {
            check(tolerance, legacy, candidate);
            boxes++;
          }
        }
      }
    }
    assertThat(boxes).isEqualTo(19_440);
  }

  @Test
  void exactlyAtTheLimitIsEqualWhateverDoublesSay() {
    for (int percent = 1; percent <= 30; percent++) {
      Tolerance tolerance = Tolerance.relative(BigDecimal.valueOf(percent, 2));
      for (int hundreds = 1; hundreds <= 40; hundreds++) {
        long legacy = 100L * hundreds;
        long more = (100L + percent) * hundreds;
        long less = (100L - percent) * hundreds;
        assertThat(compare(tolerance, exactly(legacy), exactly(more)).verdict())
            .isEqualTo(Verdict.PROVED_EQUAL);
        assertThat(compare(tolerance, exactly(legacy), exactly(less)).verdict())
            .isEqualTo(Verdict.PROVED_EQUAL);
        assertThat(compare(tolerance, exactly(legacy), exactly(more + 1)).verdict())
            .isEqualTo(Verdict.PROVED_DIFFERENT);
      }
    }
  }

  private static void check(Tolerance tolerance, Bounds legacy, Bounds candidate) {
    boolean anyWithin = false;
    boolean allWithin = true;
    BigDecimal smallest = null;
    for (BigDecimal x : points(legacy)) {
      BigDecimal allowed = tolerance.relative().multiply(x).max(tolerance.absolute());
      for (BigDecimal y : points(candidate)) {
        BigDecimal difference = y.subtract(x).abs();
        boolean within = difference.compareTo(allowed) <= 0;
        anyWithin |= within;
        allWithin &= within;
        smallest = smallest == null ? difference : smallest.min(difference);
      }
    }
    Finding finding = compare(tolerance, legacy, candidate);
    String box = tolerance + " " + legacy + " " + candidate + " " + finding;
    switch (finding.verdict()) {
      case PROVED_EQUAL -> assertThat(allWithin).as(box).isTrue();
      case PROVED_DIFFERENT -> {
        assertThat(anyWithin).as(box).isFalse();
        assertThat(finding.atLeast()).as(box).isEqualByComparingTo(smallest);
      }
      default -> assertThat(allWithin || !anyWithin).as(box).isFalse();
    }
  }

  private static Finding compare(Tolerance tolerance, Bounds legacy, Bounds candidate) {
    return new CounterRule(tolerance, new Remedy(1, 1))
        .compare(legacy, candidate, Wording.counted("requests"));
  }

  private static Bounds exactly(long count) {
    return new Bounds(count, count);
  }

  private static List<Bounds> boxes() {
    List<Bounds> boxes = new ArrayList<>();
    for (int lower = 0; lower <= LARGEST; lower++) {
      for (int upper = lower; upper <= LARGEST; upper++) {
        boxes.add(new Bounds(lower, upper));
      }
    }
    return boxes;
  }

  private static List<BigDecimal> points(Bounds bounds) {
    List<BigDecimal> points = new ArrayList<>();
    int last = (int) (STEPS * (bounds.upper() - bounds.lower()));
    for (int i = 0; i <= last; i++) {
      points.add(new BigDecimal(bounds.lower() + (double) i / STEPS));
    }
    return points;
  }
}
