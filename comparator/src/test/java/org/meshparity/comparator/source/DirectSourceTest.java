package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

class DirectSourceTest {

  private static final DirectOptions FAST = DirectOptions.every(Duration.ofMillis(20));

  @Test
  void aTargetIsScrapedAgainAndAgain() {
    AtomicInteger count = new AtomicInteger();
    try (StubServer server = counting(count);
        DirectSource source = start(FAST, target(server, Map.of("pod", "p")))) {
      await().until(() -> samples(source, "c").stream().anyMatch(s -> s.size() >= 3));
      List<RawSeries> series = samples(source, "c");

      assertThat(series).hasSize(1);
      assertThat(series.get(0).labels())
          .isEqualTo(
              Labels.of(
                  Map.of(
                      "__name__",
                      "c",
                      "job",
                      "j",
                      "instance",
                      "i",
                      "pod",
                      "p",
                      "exported_job",
                      "x")));
      assertThat(series.get(0).value(1)).isEqualTo(series.get(0).value(0) + 1);
    }
  }

  @Test
  void everyScrapeIsToldByUpAndItsDuration() {
    AtomicReference<String> page = new AtomicReference<>("c 1\n");
    try (StubServer server =
            StubServer.answering(
                (request, exchange) ->
                    StubServer.send(exchange, 200, "text/plain", bytes(page.get())));
        DirectSource source = start(FAST, target(server, Map.of()))) {
      await().until(() -> last(source, "up") == 1);
      page.set("c 1\nc{ 2\n");
      await().until(() -> last(source, "up") == 0);
      long ups = samples(source, "c").get(0).size();

      assertThat(source.failures())
          .singleElement()
          .asString()
          .startsWith(server.url() + "/metrics:2: ");
      assertThat(last(source, "scrape_duration_seconds")).isBetween(0.001, 5.0);
      assertThat(samples(source, "up").get(0).size()).isGreaterThan((int) ups);
      page.set("c 1\n");
      await().until(() -> last(source, "up") == 1 && source.failures().isEmpty());
    }
  }

  @Test
  void aStampIsNeitherAfterTheRequestNorLongBefore() {
    AtomicReference<Long> arrived = new AtomicReference<>(0L);
    try (StubServer server =
            StubServer.answering(
                (request, exchange) -> {
                  arrived.compareAndSet(0L, System.currentTimeMillis());
                  StubServer.send(exchange, 200, "text/plain", bytes("c 1\n"));
                });
        DirectSource source = start(FAST, target(server, Map.of()))) {
      await().until(() -> !samples(source, "c").isEmpty());
      long stamp = samples(source, "c").get(0).timestamp(0);
      double durationMs = samples(source, "scrape_duration_seconds").get(0).value(0) * 1000;

      assertThat(arrived.get()).isBetween(stamp, stamp + (long) durationMs + 1);
      assertThat(source.stamps()).isEqualTo(new StampErrors(1, 0));
    }
  }

  @Test
  void aTargetThatIsGoneIsDown() {
    Target gone = new Target("j", "i", "http://u:s3cret@127.0.0.1:1/metrics", Map.of());
    try (DirectSource source = start(FAST, gone)) {
      await().until(() -> !samples(source, "up").isEmpty());

      assertThat(last(source, "up")).isZero();
      assertThat(source.failures().get(0)).contains("cannot be connected to").doesNotContain("s3c");
    }
  }

  /** The stamps of its samples would be worth nothing, and its thread would be gone. */
  @Test
  void aPageThatTricklesInIsAFailedScrapeInBoundedTime() {
    DirectOptions hasty =
        new DirectOptions(
            Duration.ofMillis(50), Duration.ofMillis(300), Duration.ofHours(1), 100, 1000);
    try (StubServer server =
            StubServer.answering(
                (request, exchange) -> {
                  exchange.sendResponseHeaders(200, 0);
                  while (true) {
                    exchange.getResponseBody().write('#');
                    exchange.getResponseBody().flush();
                    LockSupport.parkNanos(20_000_000);
                  }
                });
        DirectSource source = start(hasty, target(server, Map.of()))) {
      await().atMost(Duration.ofSeconds(5)).until(() -> !samples(source, "up").isEmpty());

      assertThat(last(source, "up")).isZero();
      assertThat(source.failures().get(0)).contains("longer than the time allowed");
    }
  }

  @Test
  void aPageWithoutEndIsAFailedScrape() {
    DirectOptions few =
        new DirectOptions(
            Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofHours(1), 100, 1000);
    try (StubServer server =
            StubServer.answering(200, "text/plain", "c 1\n" + "# x\n".repeat(100_000));
        DirectSource source = start(few, target(server, Map.of()))) {
      await().until(() -> !samples(source, "up").isEmpty());

      assertThat(last(source, "up")).isZero();
      assertThat(samples(source, "c")).isEmpty();
    }
  }

  @Test
  void tooManySeriesAreAWarningAndNotALoss() {
    DirectOptions few =
        new DirectOptions(
            Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofHours(1), 2, 1000);
    try (StubServer server = StubServer.answering(200, "text/plain", "a 1\nb 2\nc 3\n");
        DirectSource source = start(few, target(server, Map.of()))) {
      await().until(() -> !samples(source, "a").isEmpty());

      assertThat(warnings(source, "a")).isEmpty();
      assertThat(warnings(source, "c")).singleElement().asString().contains("more than 2 series");
      assertThat(samples(source, "c")).isEmpty();
    }
  }

  @Test
  void samplesWithStampsOfTheirOwnAreAWarning() {
    try (StubServer server = StubServer.answering(200, "text/plain", "a 1\nb 2 1000\n");
        DirectSource source = start(FAST, target(server, Map.of()))) {
      await().until(() -> !samples(source, "a").isEmpty());

      assertThat(warnings(source, "a")).isEmpty();
      assertThat(warnings(source, "b")).singleElement().asString().contains("stamps them itself");
    }
  }

  @Test
  void whatIsOlderThanTheRetentionIsForgotten() {
    SampleStore store = new SampleStore(10, 100);
    Labels labels = Labels.of(Map.of("__name__", "a"));
    for (int i = 1; i <= 50; i++) {
      store.add(i * 10L, List.of(new SampleStore.Sample(labels, i)));
    }
    List<RawSeries> found = new ArrayList<>();
    store.samples("a", LabelMatchers.ALL, new TimeRange(0, 1000), found::add);

    assertThat(found.get(0).size()).isEqualTo(11);
    assertThat(found.get(0).timestamp(0)).isEqualTo(400);
    assertThat(found.get(0).value(10)).isEqualTo(50);
  }

  @Test
  void aSeriesThatNobodyShowsAnyMoreGivesItsPlaceAway() {
    SampleStore store = new SampleStore(1, 100);
    store.add(10, List.of(new SampleStore.Sample(Labels.of(Map.of("__name__", "a")), 1)));
    store.add(500, List.of());
    store.add(510, List.of(new SampleStore.Sample(Labels.of(Map.of("__name__", "b")), 1)));

    assertThat(store.missing("b")).isEmpty();
  }

  @Test
  void twoTargetsWithTheSameLabelsAreRefused() {
    Target one = new Target("j", "i", "http://127.0.0.1:1/a", Map.of());
    Target two = new Target("j", "i", "http://127.0.0.1:1/b", Map.of());
    assertThatThrownBy(() -> start(FAST, one, two)).isInstanceOf(IllegalArgumentException.class);
  }

  private static StubServer counting(AtomicInteger count) {
    return StubServer.answering(
        (request, exchange) ->
            StubServer.send(
                exchange, 200, "text/plain", bytes("c{job=\"x\"} " + count.incrementAndGet())));
  }

  private static Target target(StubServer server, Map<String, String> labels) {
    return new Target("j", "i", server.url() + "/metrics", labels);
  }

  private static DirectSource start(DirectOptions options, Target... targets) {
    return DirectSource.start("direct", List.of(targets), options);
  }

  private static double last(DirectSource source, String name) {
    List<RawSeries> series = samples(source, name);
    return series.isEmpty() ? -1 : series.get(0).value(series.get(0).size() - 1);
  }

  private static List<RawSeries> samples(DirectSource source, String name) {
    List<RawSeries> found = new ArrayList<>();
    source.samples(name, LabelMatchers.ALL, 0, Long.MAX_VALUE, found::add);
    return found;
  }

  private static List<String> warnings(DirectSource source, String name) {
    return source.samples(name, LabelMatchers.ALL, 0, Long.MAX_VALUE, series -> {});
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
