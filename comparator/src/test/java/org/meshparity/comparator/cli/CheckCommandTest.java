package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.rules.Packs;

/** Bad input: one clear message, the right exit code, and never a pass. */
@Timeout(60)
class CheckCommandTest {

  private static final String ISTIO = "istio-mixer-to-inproxy";

  @TempDir private Path folder;

  @Test
  void anUnknownPackComparesNothingAndTheNearestIsNamed() throws IOException {
    Ran ran = ran("--pack", "istio-mixer-to-inprox", "--prometheus", "http://127.0.0.1:1");

    refused(ran, "did you mean istio-mixer-to-inproxy?");
  }

  @Test
  void aTypoInAPackIsToldWithFileAndLine() throws IOException {
    String yaml = Packs.yaml(ISTIO).replaceFirst("\nversion:", "\nverzion:");
    long line = yaml.substring(0, yaml.indexOf("verzion")).lines().count() + 1;
    Path pack = Files.writeString(folder.resolve("mine.yaml"), yaml);

    refused(
        ran("--pack", pack.toString(), "--prometheus", "http://127.0.0.1:1"), "mine.yaml:" + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--legacy-selector | job=        | --legacy-selector",
        "--candidate-selector | up or vector(1) | --candidate-selector",
        "--window          | -5m         | --window must be a duration longer than 0",
        "--window          | 0s          | --window must be a duration longer than 0",
        "--window          | soon        | --window must be a duration",
        "--scrape-interval | 15          | --scrape-interval must be a duration",
        "--tolerance       | 101%        | --tolerance must be 0% to 100%",
        "--tolerance       | NaN         | --tolerance must be 0% to 100%",
        "--max-undecided   | few         | --max-undecided must be 0% to 100%",
        "--fail-on         | everything  | --fail-on must be different, missing or undecided",
        "--at              | yesterday   | --at must be a time like",
        "--at              | +99999-01-01T00:00:00Z | --at must be a time like",
        "--output          | xml         | --output must be text or json",
        "--output          | json=       | needs a file",
        "--output          | ''          | --output must be text or json, was \"\"",
        "--output          | json=/      | --output: / is a folder",
        "--legacy-prometheus | ftp://host | --legacy-prometheus: a source's URL must look like http://",
        "--poll            | 5s          | so it needs --wait DURATION",
        "--shard           | 8/8         | --shard must be i/n with n up to 1000",
        "--mode            | NaN         | must be paired, unpaired or drained, was \"NaN\"",
        "--retries         | 5           | Unknown option",
        "--mode            | pared       | --mode must be paired, unpaired or drained",
        "--legacy-offset   | -1h         | --legacy-offset must be a duration",
        "--mode            | drained,--legacy-offset=1h | must be unpaired or left out",
        "--at              | 1700000000,--wait=5m       | --at and --wait exclude each other",
        "--max-queries     | 0           | --max-queries must be a whole number above 0, like 500",
        "--max-queries     | -1          | --max-queries must be a whole number above 0",
        "--max-samples     | abc         | above 0, like 500, 500k, 500M or 5G, was \"abc\"",
        "--max-samples     | 1.5G        | --max-samples must be a whole number above 0",
        "--max-samples     | 9999999999G | --max-samples must be at most 9223372036854775807",
        "--samples-per-query | 0M        | --samples-per-query must be a whole number above 0",
        "--samples-per-query | ''        | --samples-per-query must be a whole number above 0",
      })
  void aWrongOptionComparesNothing(String option, String value, String told) throws IOException {
    List<String> words = new ArrayList<>(List.of("--pack", ISTIO));
    words.addAll(List.of("--prometheus", "http://127.0.0.1:1", option));
    words.addAll(List.of(value.split(",")));

    refused(ran(words.toArray(new String[0])), told);
  }

  @Test
  void noServerGivenComparesNothing() throws IOException {
    refused(ran("--pack", ISTIO), "give --prometheus URL");
  }

  @Test
  void nobodyListeningIsUnavailable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    String url = "http://user:secret@127.0.0.1:" + port + "/?token=hidden";

    Ran ran = ran("--pack", ISTIO, "--prometheus", url);

    unavailable(ran, "cannot be connected to; is it running");
    assertThat(ran.text() + ran.json()).doesNotContain("secret", "hidden", "user");
  }

  @Test
  void aServerThatIsNoPrometheusIsUnavailable() throws IOException {
    unavailable(asking(FakePrometheus.status(200, "<html>login</html>")), "a web page instead");
    unavailable(asking(FakePrometheus.status(401, "")), "answered 401; check its credentials");
    unavailable(
        asking(FakePrometheus.status(422, "{\"status\":\"error\",\"error\":\"too many samples\"}")),
        "answered 422 (too many samples)");
    unavailable(asking(FakePrometheus.cutOff()), "cut off in the middle of its answer");
    unavailable(asking(FakePrometheus.json("{\"status\":\"succ")), "only a part of its answer");
  }

  @Test
  void aServerThatKeepsSilentIsUnavailableInBoundedTime() throws IOException {
    PrometheusOptions impatient = PrometheusOptions.DEFAULT.withReadTimeout(Duration.ofMillis(300));
    try (FakePrometheus server = FakePrometheus.saying(FakePrometheus.slow())) {
      Ran ran =
          Ran.of(
              new CheckCommand(impatient), folder, "--pack", ISTIO, "--prometheus", server.url());

      unavailable(ran, "kept silent for too long");
    }
  }

  @Test
  void aSelectorThatMatchesNothingIsNoData() throws IOException {
    Ran ran = asking(Stream.of(), "");

    noPass(ran, "NO_DATA", "no target of the legacy side was scraped");
    assertThat(ran.reasons()).contains("check the selector", "candidate side");
  }

  @Test
  void noTrafficIsNoData() throws IOException {
    noPass(asking(Stream.of("up"), ""), "NO_DATA", "no traffic was observed");
  }

  /** Both sides count one more each 15 s: the load goes on. */
  @Test
  void drainedWhileTheLoadGoesOnDecidesNothing() throws IOException {
    try (FakePrometheus server =
        FakePrometheus.knowing(Stream.of("up", "istio_requests_total"), "")) {
      Ran ran =
          ran(
              "--pack",
              ISTIO,
              "--prometheus",
              server.url(),
              "--window",
              "10m",
              "--mode",
              "drained",
              "--at",
              String.valueOf(Instant.now().getEpochSecond() - 300));

      assertThat(ran.exitCode()).isEqualTo(3);
      assertThat(ran.json().at("/window/mode").asString()).isEqualTo("drained");
      assertThat(ran.checks("UNDECIDABLE")).isNotEmpty();
      assertThat(ran.text()).contains("counted on after", "drained");
    }
  }

  @Test
  void anOffsetImpliesUnpairedAndCountsAloneDecideNothing() throws IOException {
    try (FakePrometheus server =
        FakePrometheus.knowing(Stream.of("up", "istio_requests_total"), "")) {
      Ran ran =
          ran(
              "--pack",
              ISTIO,
              "--prometheus",
              server.url(),
              "--window",
              "10m",
              "--legacy-offset",
              "1d");

      assertThat(ran.exitCode()).isEqualTo(3);
      assertThat(ran.json().at("/window/mode").asString()).isEqualTo("unpaired");
      assertThat(ran.json().path("checks").valueStream())
          .isNotEmpty()
          .allMatch(check -> check.path("basis").asString().equals("statistics"));
      assertThat(ran.reasons()).contains("there are only counts");
      assertThat(ran.json().path("assumptions").toString()).contains("statistics, not proof");
    }
  }

  @Test
  void aPartialAnswerDecidesNothing() throws IOException {
    Ran ran = asking(Stream.of("up", "istio_requests_total"), "\"a store did not answer\"");

    noPass(ran, "UNDECIDED", "answered in part: a store did not answer");
    assertThat(ran.json().path("warnings").toString()).contains("a store did not answer");
    assertThat(ran.checks("PROVED_EQUAL")).isEmpty();
    assertThat(ran.checks("PROVED_DIFFERENT")).isEmpty();
  }

  @Test
  void noShareOfUndecidedTrafficLetsAPartialAnswerPass() throws IOException {
    try (FakePrometheus server = FakePrometheus.knowing(Stream.of("up"), "\"a store is down\"")) {
      String[] lenient = {
        "--pack", ISTIO, "--prometheus", server.url(), "--window", "10m", "--max-undecided", "100%"
      };

      noPass(ran(lenient), "UNDECIDED", "a store is down");
    }
  }

  @Test
  void everyFieldIsWhereTheContractHasIt() throws IOException {
    Ran ran = asking(Stream.of("up"), "");

    assertThat(ran.json().propertyNames())
        .containsExactly(
            "schemaVersion",
            "id",
            "comparison",
            "outcome",
            "partial",
            "decision",
            "warnings",
            "assumptions",
            "pack",
            "window",
            "settings",
            "sides",
            "coverage",
            "metrics",
            "counts",
            "checks",
            "causes",
            "preflight");
    assertThat(ran.json().at("/sides/legacy/scraped").isNumber()).isTrue();
    assertThat(asking(Stream.of(), "").json().at("/sides/legacy/scraped").isNull()).isTrue();
  }

  private static void refused(Ran ran, String told) {
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains(told).doesNotContain("\tat ");
    assertThat(ran.json().isMissingNode()).isTrue();
  }

  private static void unavailable(Ran ran, String told) {
    assertThat(ran.exitCode()).isEqualTo(4);
    noPass(ran, "UNAVAILABLE", told);
  }

  private static void noPass(Ran ran, String outcome, String told) {
    assertThat(ran.outcome()).isEqualTo(outcome);
    assertThat(ran.reasons()).contains(told);
    assertThat(ran.text()).startsWith(outcome).contains(told);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isEqualTo(outcome.equals("UNAVAILABLE") ? 4 : 3);
  }

  private Ran asking(MockResponse answer) throws IOException {
    try (FakePrometheus server = FakePrometheus.saying(answer)) {
      return ran("--pack", ISTIO, "--prometheus", server.url());
    }
  }

  private Ran asking(Stream<String> series, String warnings) throws IOException {
    try (FakePrometheus server = FakePrometheus.knowing(series, warnings)) {
      return ran("--pack", ISTIO, "--prometheus", server.url(), "--window", "10m");
    }
  }

  private Ran ran(String... arguments) throws IOException {
    return Ran.of(new CheckCommand(), folder, arguments);
  }
}
