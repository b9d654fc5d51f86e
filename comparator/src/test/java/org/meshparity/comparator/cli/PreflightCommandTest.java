package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A preflight as somebody at a terminal and a pipeline see it. */
@Timeout(60)
class PreflightCommandTest {

  private static final String ISTIO = "istio-mixer-to-inproxy";

  @TempDir private Path folder;

  private record Flown(int exitCode, String text, JsonNode json, String err) {}

  @Test
  void aServerWithoutTheSeriesBlocksWithThreeAndSaysWhatToDo() throws IOException {
    try (FakePrometheus server = FakePrometheus.knowing(Stream.of("up"), "")) {
      Flown flown = fly("--prometheus", server.url());

      assertThat(flown.exitCode()).isEqualTo(3);
      assertThat(flown.text())
          .startsWith("BLOCKED")
          .contains("no-such-name", "istio_requests_total", "remedy:", "try: ");
      assertThat(flown.json().path("readiness").asString()).isEqualTo("BLOCKED");
      assertThat(flown.json().path("exitCode").asInt()).isEqualTo(3);
      assertThat(flown.json().at("/preflight/series/0/state").asString()).isEqualTo("no-such-name");
    }
  }

  @Test
  void aSelectorThatMatchesNothingBlocksWithThree() throws IOException {
    try (FakePrometheus server = FakePrometheus.knowing(Stream.of(), "")) {
      Flown flown = fly("--prometheus", server.url());

      assertThat(flown.exitCode()).isEqualTo(3);
      assertThat(flown.text()).contains("no-target", "no target matches {job=\"istio-mesh\"}");
    }
  }

  @Test
  void aSideThatCannotBeReachedIsFourAndTheOtherIsStillLookedAt() throws IOException {
    try (FakePrometheus server = FakePrometheus.knowing(Stream.of("up"), "")) {
      Flown flown =
          fly(
              "--legacy-prometheus",
              "http://user:secret@127.0.0.1:1",
              "--candidate-prometheus",
              server.url());

      assertThat(flown.exitCode()).isEqualTo(4);
      assertThat(flown.text())
          .startsWith("UNAVAILABLE")
          .contains("not-checked", "cannot be connected to", "candidate", "no-such-name")
          .doesNotContain("secret");
    }
  }

  @Test
  void aPreflightLooksOnce() throws IOException {
    Flown flown = fly("--prometheus", "http://127.0.0.1:1", "--wait", "1m");

    assertThat(flown.exitCode()).isEqualTo(2);
    assertThat(flown.err()).contains("--preflight and --wait exclude each other");
  }

  @Test
  void clocksThatProvablyDifferAreToldAndAllowedFor() throws IOException {
    Stream<String> all = Stream.of("up", "istio_requests_total");
    try (FakePrometheus one = FakePrometheus.behaving(all, Duration.ZERO, "");
        FakePrometheus two =
            FakePrometheus.behaving(
                Stream.of("up", "istio_requests_total"), Duration.ofSeconds(20), "")) {
      String[] servers = {
        "--pack", ISTIO, "--legacy-prometheus", one.url(), "--candidate-prometheus", two.url()
      };
      Ran ran = Ran.of(new CheckCommand(), folder, servers);

      assertThat(ran.json().path("preflight").path("findings").toString())
          .contains("\"clocks-differ\"");
      assertThat(ran.json().path("assumptions").toString())
          .containsPattern("clocks differ by at most (19|2[0-9])");
    }
  }

  @Test
  void aServerThatLivesInThePastIsToldOf() throws IOException {
    Stream<String> all = Stream.of("up", "istio_requests_total");
    try (FakePrometheus server = FakePrometheus.behaving(all, Duration.ofMinutes(-3), "")) {
      Flown flown = fly("--prometheus", server.url());

      assertThat(flown.text()).containsPattern("is at least 1[78]\\d s behind this machine's");
    }
  }

  @Test
  void clocksThatMayAgreeAreNotDoubted() throws IOException {
    Stream<String> all = Stream.of("up", "istio_requests_total");
    try (FakePrometheus one = FakePrometheus.behaving(all, Duration.ZERO, "");
        FakePrometheus two =
            FakePrometheus.behaving(
                Stream.of("up", "istio_requests_total"), Duration.ofMillis(500), "")) {
      String[] servers = {
        "--pack", ISTIO, "--legacy-prometheus", one.url(), "--candidate-prometheus", two.url()
      };
      Ran ran = Ran.of(new CheckCommand(), folder, servers);

      assertThat(ran.json().toString()).doesNotContain("clocks-differ");
    }
  }

  @Test
  void aPreflightThatIsRefusedChangesNothingElse() throws IOException {
    Ran asked = drained("");
    Ran refused = drained("(last_over_time({__name__=~");

    assertThat(refused.json().path("preflight").toString())
        .contains("not-checked", "not allowed here");
    assertThat(refused.exitCode()).isEqualTo(asked.exitCode());
    assertThat(refused.outcome()).isEqualTo(asked.outcome());
    assertThat(refused.json().path("checks")).isEqualTo(asked.json().path("checks"));
  }

  /** At a moment of the past, so that both runs see the same. */
  private Ran drained(String refused) throws IOException {
    Stream<String> all = Stream.of("up", "istio_requests_total");
    try (FakePrometheus server = FakePrometheus.behaving(all, Duration.ZERO, refused)) {
      String[] arguments = {
        "--pack", ISTIO, "--prometheus", server.url(), "--window", "10m", "--at", "1790000000"
      };
      Ran ran = Ran.of(new CheckCommand(), folder, arguments);
      // the servers' ports differ, and nothing else may
      JsonNode json =
          JsonMapper.shared().readTree(ran.json().toString().replace(server.url(), "server"));
      return new Ran(ran.exitCode(), ran.text(), json, ran.err());
    }
  }

  private Flown fly(String... arguments) throws IOException {
    Path text = folder.resolve("preflight.txt");
    Path json = folder.resolve("preflight.json");
    List<String> all = new ArrayList<>(List.of("--pack", ISTIO, "--preflight"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--output", "text=" + text, "--output", "json=" + json));
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new CheckCommand())
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(new String[0]));
    boolean written = Files.exists(json);
    return new Flown(
        exitCode,
        written ? Files.readString(text) : "",
        JsonMapper.shared().readTree(written ? Files.readString(json) : ""),
        err.toString());
  }
}
