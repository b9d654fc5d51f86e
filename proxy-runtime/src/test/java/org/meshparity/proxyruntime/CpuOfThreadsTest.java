package org.meshparity.proxyruntime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuOfThreadsTest {

  private final CpuOfThreads threads = new CpuOfThreads(Thread::new);

  private static void work() {
    long until = System.nanoTime() + 20_000_000;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  @Test
  void workIsCountedAndStaysCountedWhenItsThreadHasEnded() throws Exception {
    Thread thread =
        threads.newThread(
            () -> {
              work();
              threads.nanos();
            });
    thread.start();
    thread.join();

    assertThat(threads.nanos()).isBetween(100_000L, 1_000_000_000L);
  }

  @Test
  void workElsewhereIsNotCounted() {
    threads.newThread(() -> {});
    work();

    assertThat(threads.nanos()).isZero();
  }
}
