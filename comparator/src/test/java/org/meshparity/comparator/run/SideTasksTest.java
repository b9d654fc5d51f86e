package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.comparator.source.SourceUnavailable;

@Timeout(30)
class SideTasksTest {

  private final AtomicBoolean left = new AtomicBoolean();
  private final Semaphore waits = new Semaphore(0);

  private void waitForEver() throws SourceUnavailable {
    waits.release();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      left.set(true);
      throw new SourceUnavailable("left", e);
    }
  }

  private void fail() throws SourceUnavailable {
    waits.acquireUninterruptibly();
    throw new SourceUnavailable("gone", null);
  }

  @Test
  void aSideThatFailsEndsTheOtherAndIsTold() {
    assertThatThrownBy(() -> SideTasks.both(this::fail, this::waitForEver))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessage("gone");
    assertThat(left).isTrue();

    left.set(false);
    assertThatThrownBy(() -> SideTasks.both(this::waitForEver, this::fail)).hasMessage("gone");
    assertThat(left).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aRunThatIsStoppedEndsBoth() throws Exception {
    AtomicReference<Throwable> fault = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);
    Thread run =
        new Thread(
            () -> {
              try {
                SideTasks.both(
                    () -> {
                      started.countDown();
                      waitForEver();
                    },
                    this::waitForEver);
              } catch (SourceUnavailable e) {
                fault.set(e);
              }
            });
    run.start();
    started.await();
    run.interrupt();

    await().until(() -> !run.isAlive());
    assertThat(fault.get()).hasMessageContaining("this run was stopped");
    assertThat(left).isTrue();
  }

  @Test
  void aBugIsNoFaultOfASource() {
    assertThatThrownBy(
            () ->
                SideTasks.both(
                    () -> {
                      throw new IllegalStateException("bug");
                    },
                    () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }
}
