package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** A report of a large mesh, of which never more than a part exists. */
@Timeout(60)
class LargeReportTest {

  private static final Report.Check CHECK =
      Checks.count("requests", "ratings-v1", Verdict.PROVED_EQUAL, "900", "901");
  private static final String REPORT = "/api/v1/report";

  private final OkHttpClient client =
      new OkHttpClient.Builder().readTimeout(20, TimeUnit.SECONDS).build();

  @Test
  void theBodyIsOnItsWayBeforeAllOfItIsMade() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    LateChecks checks = new LateChecks(() -> seen.await(20, TimeUnit.SECONDS), CHECK);
    try (Asking asking = Asking.about(() -> Reports.gaps().listing(checks));
        Response response = client.newCall(asking.request(REPORT).build()).execute();
        InputStream body = response.body().byteStream()) {
      String begin = new String(body.readNBytes(60_000), StandardCharsets.UTF_8);

      assertThat(begin).startsWith("{").contains("\"checks\" : [ {");
      assertThat(checks.made()).isLessThan(LateChecks.STRETCHES);
      seen.countDown();
      String rest = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(new JsonMapper().readTree(begin + rest).get("checks")).hasSize(checks.size());
    }
  }

  @Test
  void aBodyThatBreaksOffIsCutAndNotEnded() throws Exception {
    LateChecks checks =
        new LateChecks(
            () -> {
              throw new IllegalStateException("a bug");
            },
            CHECK);
    try (Asking asking = Asking.about(() -> Reports.gaps().listing(checks));
        Response response = client.newCall(asking.request(REPORT).build()).execute()) {
      assertThat(response.code()).isEqualTo(200);
      assertThatThrownBy(() -> response.body().string()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCallerWhoLeavesIsNoErrorOfOurs() throws Exception {
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.list = Collections.synchronizedList(told.list);
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    told.start();
    root.addAppender(told);
    LateChecks checks = new LateChecks(() -> "made", CHECK);
    try (Asking asking = Asking.about(() -> Reports.gaps().listing(checks))) {
      client.newCall(asking.request(REPORT).build()).execute().close();
      AtomicInteger before = new AtomicInteger(-1);
      Awaitility.await() // until nobody makes any more
          .during(Duration.ofMillis(500))
          .until(() -> before.getAndSet(checks.made()) == checks.made());
    } finally {
      root.detachAppender(told);
    }
    assertThat(checks.made()).isLessThan(LateChecks.STRETCHES);
    assertThat(List.copyOf(told.list)).isEmpty();
  }
}
