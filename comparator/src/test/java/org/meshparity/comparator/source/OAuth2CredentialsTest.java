package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens are fetched, kept, renewed, and what goes wrong is told of who gives them. */
class OAuth2CredentialsTest extends CredentialChecks {

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
}
