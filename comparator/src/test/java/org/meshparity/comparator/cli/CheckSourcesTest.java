package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.QuerySource;

/** How {@code check} is told of its servers, and that no secret of theirs comes out again. */
@Timeout(60)
class CheckSourcesTest {

  private static final String SECRET = "v3ry-s3cret";

  @TempDir private Path folder;
  private Path secret;

  @BeforeEach
  void writeSecret() throws IOException {
    secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
  }

  private Ran check(String... arguments) throws IOException {
    String[] all =
        Stream.concat(Stream.of("--pack", "istio-mixer-to-inproxy"), Stream.of(arguments))
            .toArray(String[]::new);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      Ran ran = Ran.of(new CheckCommand(), folder, all);
      String printed = out.toString(StandardCharsets.UTF_8);
      assertThat(printed + ran.text() + ran.json() + ran.err()).doesNotContain(SECRET);
      return ran;
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void optionsReachTheServer() throws IOException {
    try (FakePrometheus server = FakePrometheus.knowing(Stream.of(), "")) {
      Ran ran =
          check(
              "--prometheus",
              server.url(),
              "--bearer-token-file",
              secret.toString(),
              "--header",
              "X-Scope-OrgID: mesh",
              "--query-parameter",
              "dedup=false");

      assertThat(ran.outcome()).isEqualTo("NO_DATA");
      RecordedRequest seen = server.lastRequest();
      assertThat(seen.getHeaders().get("Authorization")).isEqualTo("Bearer " + SECRET);
      assertThat(seen.getHeaders().get("X-Scope-OrgID")).isEqualTo("mesh");
      assertThat(seen.getUrl().queryParameter("dedup")).isEqualTo("false");
    }
  }

  @Test
  void anAddressMayReferToThePasswordOfTheEnvironment() throws Exception {
    try (FakePrometheus server = FakePrometheus.knowing(Stream.of(), "")) {
      String address = server.url().replace("://", "://me:${PASSWORD}@");
      PrintStream before = System.err;
      ByteArrayOutputStream told = new ByteArrayOutputStream();
      System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
      try {
        ask(address, Map.of("PASSWORD", SECRET));
        assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(server.lastRequest().getHeaders().get("Authorization"))
            .isEqualTo(Credentials.basic("me", SECRET));

        ask(address.replace("${PASSWORD}", SECRET), Map.of());
        assertThat(told.toString(StandardCharsets.UTF_8))
            .contains("--prometheus holds a password", "write ${NAME}")
            .doesNotContain(SECRET);

        ask(server.url() + "/?token=" + SECRET, Map.of());
        assertThat(told.toString(StandardCharsets.UTF_8))
            .contains("--prometheus holds a secret, its token,")
            .doesNotContain(SECRET);
      } finally {
        System.setErr(before);
      }
    }
  }

  private static void ask(String address, Map<String, String> environment) throws Exception {
    try (QuerySource source =
        new SourceOptions()
            .source("--prometheus", address, PrometheusOptions.DEFAULT, environment)) {
      source.query("up", 1000, (labels, value) -> {});
    }
  }

  @Test
  void aNameOfAFileIsASource() throws IOException {
    try (FakePrometheus server = FakePrometheus.knowing(Stream.of(), "")) {
      Path file =
          Files.writeString(
              folder.resolve("s.yaml"),
              "sources: {prod: {url: '"
                  + server.url()
                  + "/?key="
                  + SECRET
                  + "', basic: {user: me, password-file: secret}}}");
      Ran one = check("--sources", file.toString(), "--prometheus", "prod");
      Ran two = check("--sources", file.toString(), "--prometheus", "eu=prod,us=prod");

      assertThat(one.outcome()).isEqualTo("NO_DATA");
      assertThat(one.json().at("/sides/legacy/source").asString()).isEqualTo("prod");
      assertThat(two.json().at("/sides/legacy/source").asString()).isEqualTo("eu=prod,us=prod");
      assertThat(server.lastRequest().getHeaders().get("Authorization")).startsWith("Basic ");
    }
  }

  @Test
  void aServerThatEchoesItsCredentialsDoesNotMakeUsTellThem() throws IOException {
    MockResponse refusal = FakePrometheus.status(403, "no access for me:" + SECRET);
    try (FakePrometheus server = FakePrometheus.saying(refusal)) {
      Ran ran =
          check(
              "--prometheus",
              server.url() + "/?token=" + SECRET,
              "--basic-user",
              "me",
              "--basic-password-file",
              secret.toString());

      assertThat(ran.exitCode()).isEqualTo(4);
      assertThat(ran.reasons()).contains("answered 403 (no access for me:***)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--basic-user me                          | need each other",
        "--header X-Scope-OrgID=mesh              | must look like 'X-Scope-OrgID: mesh'",
        "--header X:${NO_SUCH_VARIABLE}           | NO_SUCH_VARIABLE is not set",
        "--header Authorization:s3cret            | --header: Authorization holds a secret",
        "--header X-A:ü                           | --header: the header X-A holds characters",
        "--query-parameter access_token=s3cret    | --query-parameter: access_token holds a",
        "--query-parameter dedup                  | must look like dedup=false",
        "--scraper telegraf                       | --scraper must be prometheus or vmagent",
        "--cert-file a.pem                        | --cert-file and --key-file need each other",
        "--header X+Y()=1:2                       | --header: a header's name must be a word",
        "--query-parameter time=1                 | --query-parameter: a parameter must have",
        "--bearer-token-file nowhere              | --bearer-token-file names a file that is not",
        "--ca-file /                              | --ca-file must name a file, was the folder /",
        "--query-timeout 25d                      | --query-timeout must be at most 24d",
        "--query-timeout 0s                       | --query-timeout must be",
        "--max-concurrent 0                       | --max-concurrent must be 1 or more",
        "--remote-read yes                        | --remote-read must be auto, always or never",
        "--sources nowhere.yaml                   | --sources names a file that is not there: nowhere.yaml",
      })
  void whatIsWrongIsRefused(String options, String told) throws IOException {
    String[] more = options.split(" ");
    Ran ran =
        check(
            Stream.concat(Stream.of("--prometheus", "http://127.0.0.1:1"), Stream.of(more))
                .toArray(String[]::new));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains(told);
  }

  @Test
  void aSourceThatIsNotThereIsNamed() throws IOException {
    Path file =
        Files.writeString(folder.resolve("s.yaml"), "sources: {prod: {url: 'http://127.0.0.1:1'}}");
    Ran ran = check("--sources", file.toString(), "--prometheus", "prot");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--prometheus: no source \"prot\" in --sources; known are prod");
  }

  @Test
  void remarksOfAServerAreShownAndDecideNothing() throws IOException {
    String remark = "\"PromQL info: metric might not be a counter\"";
    String partial = "\"store eu did not answer\"";
    try (FakePrometheus silent = FakePrometheus.knowing(known(), "");
        FakePrometheus remarking = FakePrometheus.knowing(known(), remark);
        FakePrometheus lacking = FakePrometheus.knowing(known(), remark + "," + partial)) {
      Ran none = check("--prometheus", silent.url(), "--window", "10m");
      Ran whole = check("--prometheus", remarking.url(), "--window", "10m");
      Ran part = check("--prometheus", lacking.url(), "--window", "10m");

      assertThat(whole.json().at("/warnings").toString())
          .contains("PromQL info: metric might not be a counter");
      assertThat(whole.outcome()).isEqualTo(none.outcome());
      assertThat(whole.json().at("/counts")).isEqualTo(none.json().at("/counts"));
      assertThat(part.json().at("/warnings").toString()).contains("store eu did not answer");
      assertThat(part.outcome()).isEqualTo("UNDECIDED");
    }
  }

  private static Stream<String> known() {
    return Stream.of("up", "istio_requests_total");
  }
}
