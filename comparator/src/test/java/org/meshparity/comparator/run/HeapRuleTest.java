package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeapRuleTest {

  private static final long SECOND = 1_000_000_000L;

  private final HeapRule rule = new HeapRule();

  private Optional<String> full(double seconds, long full, double left) {
    return rule.shows(new HeapLook((long) (seconds * SECOND), full, 0, full, left), true);
  }

  private Optional<String> busy(double seconds, long collections, double paused) {
    return rule.shows(
        new HeapLook((long) (seconds * SECOND), collections, (long) (paused * 1000), 0, 0), true);
  }

  @Test
  void twoFullCollectionsInARowThatLeaveNextToNothingFreeShowIt() {
    assertThat(full(0, 3, 0.99)).as("before the first look").isEmpty();
    assertThat(full(0.1, 4, 0.96)).isEmpty();
    assertThat(full(0.2, 4, 0.96)).as("the same collection again").isEmpty();
    assertThat(full(0.3, 5, 0.97)).contains("97 % of it stayed in use after a full collection");
  }

  @Test
  void aCollectionThatFreesEnoughInBetweenIsHope() {
    assertThat(full(0, 3, 0.5)).isEmpty();
    assertThat(full(0.1, 4, 0.96)).isEmpty();
    assertThat(full(0.2, 5, 0.94)).isEmpty();
    assertThat(full(0.3, 6, 0.96)).isEmpty();
    assertThat(full(0.4, 7, 0.95)).as("exactly at the limit").isEmpty();
  }

  @Test
  void collectingMoreThanNineTenthsOfTenSecondsShowsIt() {
    for (int i = 0; i < 100; i++) {
      assertThat(busy(i / 10.0, i, i * 0.095)).isEmpty();
    }

    assertThat(busy(10, 100, 9.5)).contains("collecting took 95 % of the last seconds");
  }

  @Test
  void onlyTheLastTenSecondsCount() {
    for (int i = 0; i < 600; i++) {
      assertThat(busy(i / 10.0, 0, 0)).isEmpty();
    }
    for (int i = 1; i < 95; i++) {
      assertThat(busy(60 + i / 10.0, i, i * 0.095)).isEmpty();
    }

    assertThat(busy(70, 95, 9.4)).isPresent();
  }

  @Test
  void collectingEightTenthsIsSlowAndFits() {
    for (int i = 0; i < 600; i++) {
      assertThat(busy(i / 10.0, i, i * 0.08)).isEmpty();
    }
  }

  @Test
  void aProcessThatWasSuspendedInACollectionDoesNotCollectAllTheTime() {
    assertThat(busy(0, 1, 0)).isEmpty();
    assertThat(busy(3600, 2, 3599)).isEmpty();
    assertThat(busy(3600.1, 3, 3599.1)).isEmpty();
  }

  @Test
  void whereNobodyElseMustGoOnAHeapMayBeUsedToItsEnd() {
    for (int i = 0; i < 50; i++) {
      assertThat(rule.shows(new HeapLook(i * SECOND, i, 0, i, 0.99), false)).isEmpty();
    }
  }
}
