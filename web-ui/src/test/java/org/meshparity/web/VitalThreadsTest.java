package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.schedule.ScheduledComparison;

class VitalThreadsTest {

  private final AtomicInteger ended = new AtomicInteger();
  private final VitalThreads threads = new VitalThreads(ended::set);

  @Test
  void withoutThoseThatTakeRequestsTheProcessEnds() {
    threads.uncaughtException(
        new Thread("http-nio-127.0.0.1-8090-Poller"), new OutOfMemoryError("on purpose"));

    assertThat(ended).hasValue(70);
  }

  @Test
  void othersAreReplaced() {
    threads.uncaughtException(
        new Thread("http-nio-127.0.0.1-8090-exec-1"), new OutOfMemoryError("on purpose"));

    assertThat(ended).hasValue(0);
  }

  @Test
  void aServiceHasOneOfEach() {
    ScheduledComparison comparison = Asking.comparison("istio", VitalThreadsTest::parity);
    try (Asking asking = Asking.of(ServiceSettings.onLoopback(0, List.of(comparison)))) {
      assertThat(names()).anyMatch(name -> name.endsWith("-Poller"));
      assertThat(names()).anyMatch(name -> name.endsWith("-Acceptor"));
    }
  }

  private static Report parity() {
    return Reports.parity();
  }

  private static Stream<String> names() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
  }
}
