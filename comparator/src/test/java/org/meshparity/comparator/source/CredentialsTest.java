package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.source.settings.Sources;

/** Credentials change under a running program, run out, are missing, and are never told. */
class CredentialsTest {

  private static final String ANSWER =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

  @TempDir Path folder;

  @BeforeEach
  void writeSecret() throws Exception {
    Files.writeString(folder.resolve("secret"), "first-s3cret\n");
  }

  private QuerySource source(String url, String yaml, Map<String, String> environment)
      throws Exception {
    Path file = folder.resolve("sources.yaml");
    Files.writeString(file, "sources:\n  prod:\n    url: " + url + "\n" + yaml);
    return Sources.read(file, environment).get("prod");
  }

  private static void ask(QuerySource source) throws SourceUnavailable {
    source.query("up", 1000, (labels, value) -> {});
  }

  @Test
  void aTokenThatIsRotatedIsReadAnew() throws Exception {
    try (StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), "    bearer-token-file: secret\n", Map.of())) {
      ask(source);
      Files.writeString(folder.resolve("secret"), "second-s3cret\n");
      ask(source);

      assertThat(server.seen())
          .extracting(StubServer.Seen::authorization)
          .containsExactly("Bearer first-s3cret", "Bearer second-s3cret");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''            | secret is empty",
        "a\u0000b      | holds characters that no HTTP header may",
        "ä             | holds characters that no HTTP header may",
      })
  void aSecretThatCannotBeSentIsSaidAndNotShown(String content, String told) throws Exception {
    Files.writeString(folder.resolve("secret"), content.isEmpty() ? "" : content + "tail-s3cret");
    try (StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), "    bearer-token-file: secret\n", Map.of())) {
      assertThatThrownBy(() -> ask(source))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageStartingWith("prod was not asked: ")
          .hasMessageContaining(told)
          .hasMessageNotContaining("s3cret");
      assertThat(server.seen()).isEmpty();
    }
  }

  @Test
  void aMissingFileIsNamed() throws Exception {
    Files.delete(folder.resolve("secret"));
    try (StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), "    bearer-token-file: secret\n", Map.of())) {
      assertThatThrownBy(() -> ask(source)).hasMessageContaining("secret cannot be read");
    }
  }

  private static final String OAUTH =
      "    oauth2: {token-url: '%s', client-id: me, client-secret-file: secret}\n";

  private static StubServer tokens(String lifetime) {
    AtomicInteger number = new AtomicInteger();
    return StubServer.answering(
        (request, exchange) ->
            StubServer.send(
                exchange,
                200,
                "application/json",
                ("{\"token_type\":\"Bearer\",\"nested\":{\"access_token\":\"no\"},"
                        + "\"access_token\":\"t0ken-"
                        + number.incrementAndGet()
                        + "\""
                        + lifetime
                        + "}")
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(longs = {3600, Long.MAX_VALUE})
  void aTokenOfAnotherServerIsKeptWhileItLasts(long seconds) throws Exception {
    try (StubServer tokens = tokens(",\"expires_in\":" + seconds);
        StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), OAUTH.formatted(tokens.url()), Map.of())) {
      ask(source);
      ask(source);

      assertThat(tokens.seen()).hasSize(1);
      assertThat(server.seen().get(1).authorization()).isEqualTo("Bearer t0ken-1");
    }
  }

  @Test
  void oneThatIsAboutToExpireIsRenewed() throws Exception {
    try (StubServer tokens = tokens(",\"expires_in\":\"5\"");
        StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), OAUTH.formatted(tokens.url()), Map.of())) {
      ask(source);
      ask(source);

      assertThat(server.seen().get(1).authorization()).isEqualTo("Bearer t0ken-2");
    }
  }

  @Test
  void oneThatIsRefusedIsRenewedOnce() throws Exception {
    AtomicInteger refusals = new AtomicInteger(1);
    try (StubServer tokens = tokens("");
        StubServer server =
            StubServer.answering(
                (request, exchange) ->
                    StubServer.send(
                        exchange,
                        refusals.getAndDecrement() > 0 ? 401 : 200,
                        "application/json",
                        ANSWER.getBytes(StandardCharsets.UTF_8)));
        QuerySource source = source(server.url(), OAUTH.formatted(tokens.url()), Map.of())) {
      ask(source);
      assertThat(tokens.seen()).hasSize(2);

      refusals.set(99);
      assertThatThrownBy(() -> ask(source)).hasMessageContaining("answered 401");
      assertThat(tokens.seen()).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {'error':'invalid_client'}      | answered 401 (invalid_client); check client id, secret",
        "302 | ''                              | answered 302",
        "200 | <html>                          | answered with something else than a token",
        "200 | {'token_type':'Bearer'}         | answered without a usable access_token",
        "200 | {'access_token':'a b'}          | answered without a usable access_token",
      })
  void aTokenServerThatGivesNoneIsNamed(int status, String body, String told) throws Exception {
    try (StubServer tokens =
            StubServer.answering(status, "application/json", body.replace('\'', '"'));
        StubServer server = StubServer.json(ANSWER);
        QuerySource source =
            source(server.url(), OAUTH.formatted(tokens.url() + "/t?key=s3cret"), Map.of())) {
      assertThatThrownBy(() -> ask(source))
          .hasMessageContaining("its token server " + tokens.url() + "/t " + told)
          .hasMessageNotContaining("s3cret");
      assertThat(server.seen()).isEmpty();
    }
  }

  @Test
  void keysOfTheEnvironmentSignToo() throws Exception {
    Map<String, String> keys =
        Map.of(
            "AWS_ACCESS_KEY_ID", "AKENV", "AWS_SECRET_ACCESS_KEY", "x", "AWS_SESSION_TOKEN", "s");
    try (StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), "    aws: {region: eu-west-1}\n", keys)) {
      ask(source);

      assertThat(server.seen().get(0).authorization())
          .startsWith("AWS4-HMAC-SHA256 Credential=AKENV/")
          .contains("/eu-west-1/aps/aws4_request");
      assertThat(server.seen().get(0).header("X-Amz-Security-Token")).containsExactly("s");
    }
  }

  @Test
  void keysOfTheSharedFileSignToo() throws Exception {
    Files.writeString(
        folder.resolve("credentials"),
        "[default]\naws_access_key_id = AKDEF\naws_secret_access_key = x\n"
            + "[other]\naws_access_key_id=AKOTHER\naws_secret_access_key=y\n");
    Map<String, String> there =
        Map.of("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
    try (StubServer server = StubServer.json(ANSWER);
        QuerySource one = source(server.url(), "    aws: {region: eu}\n", there);
        QuerySource two = source(server.url(), "    aws: {region: eu, profile: other}\n", there);
        QuerySource none = source(server.url(), "    aws: {region: eu, profile: no}\n", there)) {
      ask(one);
      ask(two);

      assertThat(server.seen().get(0).authorization()).contains("Credential=AKDEF/");
      assertThat(server.seen().get(1).authorization()).contains("Credential=AKOTHER/");
      assertThatThrownBy(() -> ask(none)).hasMessageContaining("no keys in its profile \"no\"");
    }
  }

  @Test
  void keysOfARoleAreLentForAWebIdentity() throws Exception {
    String lent =
        "<R><AccessKeyId>AKROLE</AccessKeyId><SecretAccessKey>z</SecretAccessKey>"
            + "<SessionToken>sess</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></R>";
    try (StubServer sts = StubServer.answering(200, "text/xml", lent);
        StubServer server = StubServer.json(ANSWER)) {
      Map<String, String> pod =
          Map.of(
              "AWS_ROLE_ARN",
              "arn:aws:iam::1:role/r",
              "AWS_WEB_IDENTITY_TOKEN_FILE",
              folder.resolve("secret").toString(),
              "AWS_ENDPOINT_URL_STS",
              sts.url());
      try (QuerySource source = source(server.url(), "    aws: {region: eu}\n", pod)) {
        ask(source);
        ask(source);
      }
      assertThat(sts.seen()).hasSize(1);
      assertThat(sts.seen().get(0).body())
          .contains("Action=AssumeRoleWithWebIdentity", "WebIdentityToken=first-s3cret");
      assertThat(server.seen().get(1).authorization()).contains("Credential=AKROLE/");
    }
  }

  @Test
  void noKeysAtAllNameEveryPlace() throws Exception {
    Map<String, String> empty = Map.of("HOME", folder.toString());
    try (StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), "    aws: {region: eu}\n", empty)) {
      assertThatThrownBy(() -> ask(source))
          .hasMessageContaining("AWS_ACCESS_KEY_ID")
          .hasMessageContaining("AWS_WEB_IDENTITY_TOKEN_FILE")
          .hasMessageContaining(folder.resolve(".aws/credentials").toString());
    }
  }

  private static StubServer refusing(int status, String words) {
    return StubServer.answering(status, "text/plain", words);
  }

  @Test
  void aLongSecretIsHiddenBeforeWordsAreShortened() throws Exception {
    String token = "s3cret".repeat(200);
    Files.writeString(folder.resolve("secret"), token);
    String remark = ANSWER.replace("{\"status\"", "{\"infos\":[\"" + token + "\"],\"status\"");
    try (StubServer refusing = refusing(403, "you sent Bearer " + token);
        StubServer remarking = StubServer.json(remark);
        QuerySource one = source(refusing.url(), "    bearer-token-file: secret\n", Map.of());
        QuerySource two = source(remarking.url(), "    bearer-token-file: secret\n", Map.of())) {
      assertThatThrownBy(() -> ask(one)).hasMessageNotContaining("s3cret");
      List<String> notes = new ArrayList<>();
      ask((QuerySource) two.noting(notes::add));
      assertThat(notes).containsExactly("***");
    }
  }

  @Test
  void parametersAndSignaturesAreHiddenToo() throws Exception {
    Map<String, String> known =
        Map.of(
            "KEY",
            "s3cret+p",
            "AWS_ACCESS_KEY_ID",
            "AK",
            "AWS_SECRET_ACCESS_KEY",
            "x",
            "AWS_SESSION_TOKEN",
            "s3cret-session");
    String yaml = "    aws: {region: eu}\n    parameters: {access_token: '${KEY}'}\n";
    try (StubServer server =
            StubServer.answering(
                (seen, exchange) ->
                    StubServer.send(
                        exchange,
                        403,
                        "text/plain",
                        (seen.path() + " " + seen.headers()).getBytes(StandardCharsets.UTF_8)));
        QuerySource source = source(server.url(), yaml, known)) {
      assertThatThrownBy(() -> ask(source))
          .hasMessageContaining("access_token=***")
          .hasMessageNotContaining("s3cret")
          .hasMessageNotContaining("Signature=");
    }
  }

  @Test
  void aTokenThatWasReplacedWhileItWasRefusedIsSentOnce() throws Exception {
    Path file = folder.resolve("secret");
    try (StubServer server =
            StubServer.answering(
                (seen, exchange) -> {
                  boolean old = seen.authorization().contains("first");
                  Files.writeString(file, "second-s3cret");
                  StubServer.send(
                      exchange,
                      old ? 401 : 200,
                      "application/json",
                      ANSWER.getBytes(StandardCharsets.UTF_8));
                });
        QuerySource source = source(server.url(), "    bearer-token-file: secret\n", Map.of())) {
      ask(source);

      assertThat(server.seen()).hasSize(2);
    }
  }

  @Test
  void aPasswordMayBeEmpty() throws Exception {
    Files.writeString(folder.resolve("secret"), "\n");
    String yaml = "    basic: {user: key, password-file: secret}\n";
    try (StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), yaml, Map.of())) {
      ask(source);

      assertThat(server.seen().get(0).authorization()).isEqualTo("Basic a2V5Og==");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "    basic: {user-file: secret, password-file: secret} | a:b      | must have no colon",
        "    basic: {user: a, password-file: secret}           | xä-latin | it is no UTF-8 text",
        "    bearer-token-file: secret                         | Bearer x | write the token alone",
        "    headers: {X-A: {file: secret}}                    | é        | its header X-A in ",
      })
  void whatNoServerCouldReadIsNotSent(String yaml, String content, String told) throws Exception {
    Files.write(
        folder.resolve("secret"),
        content.contains("latin")
            ? content.substring(1).getBytes(StandardCharsets.ISO_8859_1)
            : content.getBytes(StandardCharsets.UTF_8));
    try (StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), "    " + yaml + "\n", Map.of())) {
      assertThatThrownBy(() -> ask(source)).hasMessageContaining(told);
      assertThat(server.seen()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"3599.5", "null", "1e30", "soon", "-1"})
  void aLifetimeOfAnyShapeIsUnderstood(String lifetime) throws Exception {
    String told = lifetime.equals("soon") ? "\"soon\"" : lifetime;
    try (StubServer tokens = tokens(",\"expires_in\":" + told);
        StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), OAUTH.formatted(tokens.url()), Map.of())) {
      ask(source);

      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void aTokenServerThatIsBusyIsAskedAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (StubServer tokens =
            StubServer.answering(
                (seen, exchange) ->
                    StubServer.send(
                        exchange,
                        asked.getAndIncrement() == 0 ? 503 : 200,
                        "application/json",
                        "{\"access_token\":\"t0ken\"}".getBytes(StandardCharsets.UTF_8)));
        StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), OAUTH.formatted(tokens.url()), Map.of())) {
      ask(source);

      assertThat(tokens.seen()).hasSize(2);
    }
  }

  @Test
  void aTokenServerThatReadsTheFormAloneIsUnderstood() throws Exception {
    try (StubServer tokens =
            StubServer.answering(
                (seen, exchange) -> {
                  boolean good = seen.body().endsWith("client_id=me&client_secret=first-s3cret");
                  String body = good ? "{\"access_token\":\"t0ken\"}" : "{}";
                  StubServer.send(
                      exchange,
                      good ? 200 : 401,
                      "application/json",
                      body.getBytes(StandardCharsets.UTF_8));
                });
        StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url(), OAUTH.formatted(tokens.url()), Map.of())) {
      ask(source);

      assertThat(server.seen().get(0).authorization()).isEqualTo("Bearer t0ken");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://127.0.0.1:1 | cannot be connected to",
        "no url             | AWS_ENDPOINT_URL_STS must be an http or https URL",
        "late               | sent keys whose Expiration is no time",
      })
  void whatIsWrongWithAwsIsNotSaidOfTheBackend(String sts, String told) throws Exception {
    String lent =
        "<R><AccessKeyId>AK</AccessKeyId><SecretAccessKey>z</SecretAccessKey>"
            + "<SessionToken>s</SessionToken><Expiration>late</Expiration></R>";
    try (StubServer late = StubServer.answering(200, "text/xml", lent);
        StubServer server = StubServer.json(ANSWER)) {
      Map<String, String> pod =
          Map.of(
              "AWS_ROLE_ARN",
              "arn:aws:iam::1:role/r",
              "AWS_WEB_IDENTITY_TOKEN_FILE",
              folder.resolve("secret").toString(),
              "AWS_ENDPOINT_URL_STS",
              sts.equals("late") ? late.url() : sts);
      try (QuerySource source = source(server.url(), "    aws: {region: eu}\n", pod)) {
        assertThatThrownBy(() -> ask(source))
            .isInstanceOf(SourceUnavailable.class)
            .hasMessageStartingWith("prod was not asked: ")
            .hasMessageContaining(told);
      }
    }
  }

  @Test
  void whatAQuestionSaysGoesBeforeWhatSettingsAdd() throws Exception {
    String yaml = "    method: GET\n    parameters: {nocache: '0', dedup: true}\n";
    try (StubServer server = StubServer.json(ANSWER);
        QuerySource source = source(server.url() + "/?nocache=0", yaml, Map.of())) {
      ask(source);

      assertThat(server.seen().get(0).path()).contains("nocache=1").doesNotContain("nocache=0");
    }
  }

  @Test
  void aServerThatTakesNoPostIsAskedByGet() throws Exception {
    try (StubServer server =
            StubServer.answering(
                (seen, exchange) ->
                    StubServer.send(
                        exchange,
                        seen.method().equals("GET") ? 200 : 405,
                        "application/json",
                        ANSWER.getBytes(StandardCharsets.UTF_8)));
        QuerySource source = source(server.url(), "", Map.of())) {
      ask(source);
      ask(source);

      assertThat(server.seen())
          .extracting(StubServer.Seen::method)
          .containsExactly("POST", "GET", "GET");
    }
  }
}
