package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report;

class FirstRunTest {

  private static final CountDownLatch HELD = new CountDownLatch(1);
  private static Asking asking;

  @BeforeAll
  static void start() {
    asking =
        Asking.of(
            ServiceSettings.onLoopback(
                0,
                List.of(
                    Asking.comparison("istio", FirstRunTest::held),
                    Asking.comparison("other", FirstRunTest::held))));
  }

  @AfterAll
  static void stop() {
    HELD.countDown();
    asking.close();
  }

  private static Report held() {
    try {
      HELD.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return Reports.parity();
  }

  @Test
  void thereIsNoReportYetButATimeToAskAgain() {
    var answer = asking.get("/api/v1/report?comparison=istio");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers().get("Retry-After")).matches("[1-9]\\d*");
  }

  @Test
  void theGateIsInconclusive() {
    var answer = asking.get("/api/v1/gate?comparison=istio");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"phase\":\"Inconclusive\"", "\"run\":null");
    assertThat(asking.post("/api/v1/gate?comparison=istio", "").status()).isEqualTo(503);
  }

  @Test
  void metricsSayNothing() {
    assertThat(asking.get("/metrics").body()).doesNotContain("istio");
  }

  @Test
  void whichComparisonMustBeSaidWhereThereAreTwo() {
    assertThat(asking.get("/api/v1/gate").status()).isEqualTo(400);
    assertThat(asking.get("/api/v1/gate").body()).contains("istio, other");
  }
}
