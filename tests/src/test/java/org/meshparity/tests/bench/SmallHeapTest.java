package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are much too large for the heap, in processes of their own. */
@Timeout(900)
class SmallHeapTest {

  private static final int TOO_MANY = 90_000;
  private static final int FEW = 20;
  private static final Pattern PORT = Pattern.compile("^port ([0-9]+)$");
  private static final Pattern SERVES = Pattern.compile("serves http://127.0.0.1:([0-9]+)/");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private String service;

  @Test
  void aCheckThatDoesNotFitEndsSoonAndSaysWhatWould() throws Exception {
    try (CheckOfStub stub = CheckOfStub.start(TOO_MANY, 1, 1)) {
      CheckOfStub.Ran ran = stub.run(64);

      assertThat(ran.exitCode()).isEqualTo(70);
      assertThat(stub.said())
          .contains("out of memory: comparison stub with 4,140,000 series on both sides")
          .contains("JAVA_TOOL_OPTIONS=-Xmx1792m")
          .doesNotContain("internal error");
    }
  }

  /** All of their samples are read; at a time they took several times as much. */
  @Test
  void aMeshThatRestartedIsReadInBatches() throws Exception {
    try (CheckOfStub stub = CheckOfStub.start(600, 1, 5, StubGroups.Shape.HISTOGRAMS, true)) {
      CheckOfStub.Ran ran = stub.run(64);

      assertThat(ran.exitCode()).describedAs(stub.said()).isZero();
    }
  }

  /** What servers add up of them would take more; each needs a part of the run of its own. */
  @Test
  void moreGroupsThanFitAreReadInParts() throws Exception {
    try (CheckOfStub stub = CheckOfStub.start(60_000, 1, 1, StubGroups.Shape.COUNTERS, false)) {
      CheckOfStub.Ran ran = stub.run(80);

      assertThat(ran.exitCode()).describedAs(stub.said()).isZero();
    }
  }

  /** Though nothing but its memory tells a check so: each element is one that may be. */
  @Test
  void anAnswerWithoutEndIsTheSourcesFault() throws Exception {
    try (CheckOfStub stub = CheckOfStub.start(FEW, 1, 1)) {
      stub.resize(FEW + " " + Integer.MAX_VALUE);

      CheckOfStub.Ran ran = stub.run(64);

      assertThat(ran.exitCode()).isEqualTo(4);
      assertThat(stub.said()).contains("UNAVAILABLE");
      assertThat(stub.report())
          .contains("sent an answer that took all of ")
          .contains(", though only 920 series had been counted");
    }
  }

  @Test
  void aServiceOutlivesARunThatDoesNotFit() throws Exception {
    try (Child large = stub();
        Child small = stub()) {
      int one = large.says(PORT);
      try (Child serve = serve(one, small.says(PORT))) {
        service = "http://127.0.0.1:" + serve.says(SERVES);
        await().atMost(PATIENCE).until(() -> newest("large").contains("\"finished\""));
        resize(one, TOO_MANY);

        await().atMost(PATIENCE).until(() -> newest("large").contains("\"failed\""));

        theReasonIsToldEverywhere();
        assertThat(get("/api/v1/report?comparison=large").statusCode()).isEqualTo(200);
        long before = finished("small");
        await().atMost(PATIENCE).until(() -> finished("small") > before + 1);
        assertThat(serve.isAlive()).isTrue();

        resize(one, FEW);
        post(service + "/api/v1/runs", "{\"comparison\": \"large\"}");
        await().atMost(PATIENCE).until(() -> newest("large").contains("\"finished\""));
      }
    }
  }

  private void theReasonIsToldEverywhere() throws Exception {
    String reason = "out of memory: comparison large with 4,140,000 series on both sides";
    assertThat(newest("large")).contains(reason, "JAVA_TOOL_OPTIONS=-Xmx");
    assertThat(get("/api/v1/gate?comparison=large").body())
        .contains("\"Inconclusive\"", "\"exitCode\":70", reason);
    assertThat(get("/?comparison=large").body()).contains(reason);
  }

  private static Child stub() throws IOException {
    return Child.start("a stub", StubMesh.class.getName(), List.of(String.valueOf(FEW), "1", "1"));
  }

  /** With the collector that goes on longest before an allocation fails. */
  private Child serve(int large, int small) throws IOException {
    Path packs = Files.createDirectories(folder.resolve("packs"));
    Files.writeString(packs.resolve("stub.yaml"), StubGroups.PACK);
    Path settings = folder.resolve("settings.yaml");
    Files.writeString(settings, settings(large, small));
    return Child.start(
        "the service",
        List.of("-Xmx160m", "-XX:+UseG1GC"),
        "org.meshparity.Meshparity",
        List.of("serve", "--config", settings.toString(), "--listen", "127.0.0.1:0"));
  }

  private static String settings(int large, int small) {
    return """
        sources:
          large: {url: "http://127.0.0.1:%d"}
          small: {url: "http://127.0.0.1:%d"}
        comparisons:
        """
            .formatted(large, small)
        + comparison("large")
        + comparison("small")
        + "packs: ./packs\n";
  }

  private static String comparison(String name) {
    return """
          - {name: NAME, pack: stub, window: 1h, every: 2s, legacy: {source: NAME, selector: 'job="a"'},
             candidate: {source: NAME, selector: 'job="b"'}}
        """
        .replace("NAME", name);
  }

  /** The newest run that has ended, as JSON. */
  private String newest(String comparison) throws Exception {
    return get("/api/v1/runs?comparison=" + comparison)
        .body()
        .lines()
        .flatMap(body -> Pattern.compile("(?<=\\}),(?=\\{\"id\")").splitAsStream(body))
        .filter(run -> run.contains("\"tookSeconds\""))
        .findFirst()
        .orElse("");
  }

  private long finished(String comparison) throws Exception {
    String runs = get("/api/v1/runs?comparison=" + comparison).body();
    return Pattern.compile("\"finished\"").matcher(runs).results().count();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(service + path)).build(), BodyHandlers.ofString());
  }

  private void resize(int port, int groups) throws Exception {
    post("http://127.0.0.1:" + port + "/groups", String.valueOf(groups));
  }

  private void post(String url, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isBetween(200, 299);
  }
}
