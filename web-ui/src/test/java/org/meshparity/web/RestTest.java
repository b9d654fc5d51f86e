package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RestTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static Asking asking;

  @BeforeAll
  static void start() {
    asking = Asking.about(Reports::gaps);
  }

  @AfterAll
  static void stop() {
    asking.close();
  }

  private static JsonNode json(String path) {
    return JSON.readTree(asking.get(path).body());
  }

  @Test
  void theReportHasTheContractsWords() {
    JsonNode report = json("/api/v1/report");

    assertThat(report.get("schemaVersion").asString()).isEqualTo("1");
    assertThat(report.get("outcome").asString()).isEqualTo("GAPS");
    assertThat(report.at("/decision/exitCode").asInt()).isEqualTo(1);
    assertThat(report.at("/counts/PROVED_DIFFERENT").asInt()).isPositive();
    assertThat(report.at("/checks/0/claim").asString()).isLowerCase();
  }

  @Test
  void theReportIsAlsoThereForPeople() {
    assertThat(asking.get("/api/v1/report?format=text").body()).contains("GAPS");
  }

  @Test
  void aVerdictLeavesTheOthersToTheCounts() {
    JsonNode report = json("/api/v1/report?comparison=istio&verdict=MISSING_CANDIDATE");

    assertThat(report.get("checks").size()).isEqualTo(1);
    assertThat(report.at("/counts/PROVED_DIFFERENT").asInt()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/report?verdict=EQUALISH",
        "/api/v1/report?format=yaml",
        "/api/v1/gate?since=yesterday",
        "/api/v1/gate?enforce=perhaps",
        "/api/v1/gate?enforce",
        "/api/v1/gate?enforce=true&sinze=2026-11-22T10:00:00Z",
        "/api/v1/gate?comparison=%ff",
        "/api/v1/report?comparison=%ff"
      })
  void whatIsNotUnderstoodIsAProblem(String path) {
    var answer = asking.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"status\":400").doesNotContain("trace", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/report?comparison=no",
        "/api/v1/gate?comparison=no",
        "/api/v1/runs/no",
        "/api/v1/no"
      })
  void whatDoesNotExistIsAProblem(String path) {
    var answer = asking.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void anAddressThatIsNotThereIsToldAsItWasAskedFor() {
    assertThat(asking.get("/api/v1/no").body())
        .contains("\"instance\":\"/api/v1/no\"", "Nothing is at this address")
        .doesNotContain("static resource");
  }

  @Test
  void theBodyOfAPostAtTheGateIsIgnored() {
    var form =
        asking
            .request("/api/v1/gate?comparison=istio")
            .post(new okhttp3.FormBody.Builder().add("comparison", "other").build())
            .build();

    assertThat(asking.send(form).status()).isEqualTo(409);
  }

  @Test
  void aWishSaysWhichOfItsWordsIsNotKnown() {
    assertThat(asking.post("/api/v1/runs", "{\"url\":\"http://evil.example\"}").body())
        .contains("has no \\\"url\\\"", "\\\"window\\\": \\\"30m\\\"");
  }

  @Test
  void aRunThatIsAskedForCanBeFollowed() {
    var answer = asking.post("/api/v1/runs", "{\"comparison\":\"istio\",\"window\":\"30m\"}");
    String location = String.valueOf(answer.headers().get("Location"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(location).startsWith("/api/v1/runs/");
    Awaitility.await().until(() -> json(location).get("state").asString().equals("finished"));
    assertThat(json(location).get("trigger").asString()).isEqualTo("look");
    assertThat(json("/api/v1/runs").size()).isGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"window\":\"0s\"}",
        "{\"window\":\"9999d\"}",
        "{\"window\":\"soon\"}",
        "{\"at\":\"2999-01-01T00:00:00Z\"}",
        "{\"at\":\"-999999999-01-01T00:00:00Z\"}",
        "{\"url\":\"http://evil.example\"}",
        "{\"selector\":\"job=1\"}",
        "{",
        "[]",
        ""
      })
  void aWishThatIsNotUnderstoodIsRefused(String wish) {
    var answer = asking.post("/api/v1/runs", wish);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("tools.jackson", "Exception");
  }

  @Test
  void anotherMethodIsAProblem() {
    assertThat(asking.post("/api/v1/report", "{}").status()).isEqualTo(405);
  }

  @Test
  void metricsTellOfTheLatestRun() {
    assertThat(asking.get("/metrics").body())
        .contains("meshparity_gaps{comparison=\"istio\",cause=\"report-loss\",}")
        .contains("verdict=\"PROVED_DIFFERENT\"")
        .contains("meshparity_coverage_ratio{comparison=\"istio\",} 0.962")
        .contains("meshparity_run_timestamp_seconds{", "meshparity_run_duration_seconds{");
  }
}
