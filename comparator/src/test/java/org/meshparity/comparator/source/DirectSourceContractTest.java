package org.meshparity.comparator.source;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.meshparity.rules.LabelMatchers;

class DirectSourceContractTest extends SampleSourceContract {

  private final long started = System.currentTimeMillis();
  private final StubServer server =
      StubServer.answering(200, "text/plain; version=0.0.4; charset=utf-8", PAGE);

  @Override
  protected SampleSource open() {
    Target target = new Target("j", "i", server.url() + "/metrics", Map.of("pod", "p"));
    DirectSource source =
        DirectSource.start("direct", List.of(target), DirectOptions.every(Duration.ofMillis(30)));
    AtomicLong seen = new AtomicLong();
    await()
        .until(
            () -> {
              source.samples("up", LabelMatchers.ALL, 0, afterMs(), up -> seen.incrementAndGet());
              return seen.get() > 0;
            });
    return source;
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Override
  protected long beforeMs() {
    return started - 10_000;
  }

  @Override
  protected long afterMs() {
    return started + 3_600_000;
  }
}
