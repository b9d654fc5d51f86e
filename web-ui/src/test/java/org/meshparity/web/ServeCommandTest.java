package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.run.RunLimits;
import org.meshparity.comparator.source.QuerySource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class ServeCommandTest {

  private static final String ANSWER =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
  private static final String PACK = "istio-mixer-to-inproxy";

  @TempDir private Path folder;

  private static ServeCommand command(List<String> words) {
    ServeCommand command = new ServeCommand();
    new CommandLine(command).parseArgs(words.toArray(String[]::new));
    return command;
  }

  /** What arrives at a server of the short form. */
  private RecordedRequest asked(String server, String... more) throws Exception {
    try (MockWebServer prometheus = new MockWebServer()) {
      prometheus.enqueue(new MockResponse.Builder().body(ANSWER).build());
      prometheus.start();
      String url = prometheus.url("/").toString();
      Files.writeString(
          folder.resolve("sources.yaml"),
          "sources:\n  prod: {url: '" + url + "', bearer-token-file: token}\n");
      List<String> words = new ArrayList<>(List.of(more));
      words.addAll(List.of("--pack", PACK, "--prometheus", server.isEmpty() ? url : server));
      var side = command(words).plans().get(0).candidate();
      try (QuerySource source = (QuerySource) side.source()) {
        source.query("up", 0, (labels, value) -> {});
      }
      return prometheus.takeRequest();
    }
  }

  private String token() throws Exception {
    return Files.writeString(folder.resolve("token"), "s3cret\n").toString();
  }

  @Test
  void theShortFormTakesCredentialsHeadersAndParameters() throws Exception {
    RecordedRequest request =
        asked(
            "",
            "--bearer-token-file",
            token(),
            "--header",
            "X-Scope-OrgID: mesh",
            "--query-parameter",
            "dedup=false");

    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
    assertThat(request.getHeaders().get("X-Scope-OrgID")).isEqualTo("mesh");
    assertThat(request.getUrl().queryParameter("dedup")).isEqualTo("false");
  }

  @Test
  void theShortFormTakesANamedSource() throws Exception {
    token();

    RecordedRequest request = asked("prod", "--sources", folder.resolve("sources.yaml").toString());

    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--bearer-token-file=t",
        "--header=X-Scope-OrgID: mesh",
        "--sources=s.yaml",
        "--scraper=vmagent",
        "--ca-file=ca.pem",
        "--max-concurrent=1",
        "--max-queries=90",
        "--pack=mine.yaml"
      })
  void whatAFileSaysIsNotSaidTwice(String option) {
    ServeCommand command = command(List.of("--config", "meshparity.yaml", option));

    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(command::plans)
        .withMessageContaining("leave out the options about them");
  }

  @Test
  void theShortFormKeepsRunsWithinLimits() {
    List<String> words = List.of("--pack", PACK, "--prometheus", "http://127.0.0.1:1");
    List<String> more = new ArrayList<>(words);
    more.addAll(List.of("--max-queries", "90", "--max-samples=5M"));

    assertThat(command(more).plans().get(0).limits())
        .isEqualTo(RunLimits.DEFAULT.withMaxQueries(90).withMaxSamples(5_000_000));
  }

  @Test
  void aSelectorChoosesTargetsAndNoBuckets() {
    List<String> words = List.of("--pack", PACK, "--prometheus", "http://127.0.0.1:1");
    List<String> more = new ArrayList<>(words);
    more.addAll(List.of("--legacy-selector", "le=\"250\""));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(command(more)::plans)
        .withMessageContaining("le chooses series");
  }
}
