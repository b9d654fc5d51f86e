package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials change under a running program, run out, are missing, and are never told. */
class CredentialsTest extends CredentialChecks {

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
