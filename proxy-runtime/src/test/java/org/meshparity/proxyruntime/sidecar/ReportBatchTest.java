package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.mixer.Vectors;
import tools.jackson.databind.JsonNode;

class ReportBatchTest {

  private static final AttributeBag BAG = AttributeBag.builder().whole("n", 1).build();
  private static final Duration NEVER = Duration.ofHours(1);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Integer> calls = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void batchesGoWhenTheyAreFullOrTheirTimeIsUp() throws IOException {
    List<JsonNode> vectors = Vectors.bags("batching");
    assertThat(vectors).hasSize(6);
    for (JsonNode vector : vectors) {
      calls.clear();
      String name = vector.get("name").stringValue();
      if (vector.get("input").isObject()) {
        full(name, vector.get("input"), vector.get("expected"));
      } else {
        assertThat(Duration.ofSeconds(1)).isEqualTo(ReportBatch.MAX_TIME);
        sequence(name, vector.get("expected"));
      }
    }
    Vectors.covered("mixer-bags.json batching", 6, vectors.size());
  }

  private void full(String name, JsonNode input, JsonNode expected) {
    boolean timed = expected.has("rpc_calls_after_timer");
    int most = input.get("max_batch_entries").intValue();
    ReportBatch batch = batch(most, timed ? Duration.ofMillis(200) : NEVER);
    for (int i = 0; i < input.get("reports").intValue(); i++) {
      batch.add(BAG);
    }
    JsonNode before = expected.get("rpc_calls_before_timer");
    if (before != null) {
      assertThat(calls).as(name).hasSize(before.intValue());
      int after = expected.get("rpc_calls_after_timer").intValue();
      await().untilAsserted(() -> assertThat(calls).as(name).hasSize(after));
    }
    JsonNode full =
        expected.has("rpc_calls") ? expected.get("rpc_calls") : expected.get("rpc_calls_after_10");
    if (full != null) {
      assertThat(calls).as(name).hasSize(full.intValue());
    }
    batch.flush();
    JsonNode flushed = expected.get("rpc_calls_after_flush");
    if (flushed != null) {
      assertThat(calls).as(name).hasSize(flushed.intValue());
    }
  }

  /**
   * Three requests within one batch time; one TCP connection after another, the second one denied:
   * so many reports, in so many calls.
   */
  private void sequence(String name, JsonNode expected) {
    String filter = name.contains("tcp") ? "tcp_mixer_filter" : "http_mixer_filter";
    int reports = expected.get(filter + ".total_report_calls").intValue();
    int remote = expected.get(filter + ".total_remote_report_calls").intValue();
    ReportBatch batch = batch(ReportBatch.MAX_ENTRIES, NEVER);
    for (int i = 0; i < reports; i++) {
      batch.add(BAG);
      if (filter.startsWith("tcp") && i == 1) {
        batch.flush();
      }
    }
    batch.flush();
    assertThat(calls).as(name).hasSize(remote);
    assertThat(calls.stream().mapToInt(i -> i).sum()).as(name).isEqualTo(reports);
  }

  private ReportBatch batch(int most, Duration time) {
    return new ReportBatch(bags -> calls.add(bags.size()), timer, most, time);
  }
}
