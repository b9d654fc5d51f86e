package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.meshparity.comparator.source.AnswerFillsHeap;

class HeapGuardTest {

  @Test
  void aRunThatIsStoppedIsInterruptedAndToldWhy() {
    try (HeapGuard guard = HeapGuard.of("istio", true)) {
      assertThatCode(guard::check).doesNotThrowAnyException();
      guard.planned(new QueryPlan(10, 400_000, 600_000, 1, 2, 2000));
      guard.stop("99 % of it stayed in use after a full collection");

      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThatThrownBy(guard::check)
          .isInstanceOf(HeapExhausted.class)
          .hasMessageContaining("1,000,000 series")
          .hasMessageContaining("99 % of it");
    }
    assertThat(Thread.currentThread().isInterrupted()).as("by what is over").isFalse();
  }

  @Test
  void whateverARunFailsWithAfterItsStopComesFromThat() {
    try (HeapGuard guard = HeapGuard.of("istio", true)) {
      guard.stop("nothing was left");

      assertThatThrownBy(() -> guard.explain(new IllegalStateException("half a reading")))
          .isInstanceOf(HeapExhausted.class);
    }
  }

  @Test
  void anAllocationThatFailsFirstIsTheSameAndABugIsNot() {
    try (HeapGuard guard = HeapGuard.of("istio", true)) {
      assertThatThrownBy(() -> guard.explain(new OutOfMemoryError("Java heap space")))
          .isInstanceOf(HeapExhausted.class)
          .hasMessageContaining("an allocation failed");
      assertThatCode(() -> guard.explain(new IllegalStateException("bug")))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void whoSendsWithoutEndIsToBlameUnlessTheMeshIsLarge() {
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");
    try (HeapGuard guard = HeapGuard.of("istio", false)) {
      AnswerFillsHeap endless = new AnswerFillsHeap("prom (query: up)", full);
      guard.planned(new QueryPlan(10, 40, 60, 1, 2, 2000));
      assertThat(guard.blamed(endless))
          .startsWith("prom (query: up) sent an answer that took all of ")
          .contains("though only 100 series had been counted");

      guard.planned(new QueryPlan(10, 1_000_000_000, 60, 1, 2, 2000));
      assertThatThrownBy(() -> guard.blamed(endless)).isSameAs(endless);
    }
  }

  @Test
  void nobodyIsToBlameForSamplesThatWereCounted() {
    AnswerFillsHeap whole =
        new AnswerFillsHeap("prom (query: a[1h])", new OutOfMemoryError("Java heap space"));
    try (HeapGuard guard = HeapGuard.of("istio", false)) {
      guard.planned(new QueryPlan(10, 40, 60, Runtime.getRuntime().maxMemory(), 2, 2000));

      assertThatThrownBy(() -> guard.blamed(whole)).isSameAs(whole);
    }
  }
}
