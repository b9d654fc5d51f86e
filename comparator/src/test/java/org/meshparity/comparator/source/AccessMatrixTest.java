package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshparity.comparator.source.access.SignatureCheck;
import org.meshparity.comparator.source.settings.Sources;
import org.meshparity.rules.LabelMatchers;

/**
 * Every credential with every header, parameter, prefix and method, from a settings file to a
 * server that looks at exactly what arrived.
 */
class AccessMatrixTest {

  private static final String ANSWER =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
  private static final String SECRET = "s3cr+t/w rd";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("SECRET", SECRET, "KEY", "header-s3cr-t");

  private static final String READ_VERSION = "X-Prometheus-Remote-Read-Version";

  private static final List<String> CREDENTIALS =
      List.of("none", "url", "basic", "basic-env", "bearer", "bearer-env", "oauth2", "aws");

  private static final List<String> USUAL =
      List.of(
          "Accept",
          "Accept-Encoding",
          "Authorization",
          "Connection",
          "Content-Length",
          "Content-Type",
          "Host",
          "User-Agent");

  @TempDir Path folder;

  static List<Arguments> combinations() {
    List<Arguments> all = new ArrayList<>();
    for (String credential : CREDENTIALS) {
      for (boolean headers : new boolean[] {false, true}) {
        for (boolean parameters : new boolean[] {false, true}) {
          for (String method : List.of("", "POST", "GET")) {
            all.add(Arguments.of(credential, headers, parameters, method));
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void exactlyWhatWasConfiguredArrives(
      String credential, boolean headers, boolean parameters, String method) throws Exception {
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
    try (StubServer tokens = StubServer.json("{\"access_token\":\"t0ken\",\"expires_in\":3600}");
        StubServer server = StubServer.json(ANSWER)) {
      Path file = folder.resolve("sources.yaml");
      Files.writeString(file, yaml(server, tokens, credential, headers, parameters, method));
      try (QuerySource source = Sources.read(file, ENVIRONMENT).get("prod")) {
        assertThat(source.query("up{a=\"b c\"}", 1500, (labels, value) -> {})).isEmpty();
        assertThat(source.name() + source).isEqualTo("prodprod");
      }
      StubServer.Seen seen = server.seen().get(0);
      checkQuestion(seen, parameters, method.equals("GET"));
      checkHeaders(seen, headers, credential.equals("aws"));
      checkCredential(seen, server, tokens, credential);
    }
  }

  static List<Arguments> combinationsOverTls() {
    return CREDENTIALS.stream()
        .flatMap(one -> Stream.of(Arguments.of(one, false), Arguments.of(one, true)))
        .toList();
  }

  /** A credential is sent to nobody but the server that the authority vouches for. */
  @ParameterizedTest
  @MethodSource("combinationsOverTls")
  void theSameArrivesOverTls(String credential, boolean mutual) throws Exception {
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
    OwnAuthority authority = OwnAuthority.writtenInto(folder);
    try (StubServer tokens = StubServer.json("{\"access_token\":\"t0ken\",\"expires_in\":3600}");
        StubServer server =
            StubServer.overTls(
                authority.server(mutual),
                (request, exchange) ->
                    StubServer.send(
                        exchange,
                        200,
                        "application/json",
                        ANSWER.getBytes(StandardCharsets.UTF_8)))) {
      Path file = folder.resolve("sources.yaml");
      String settings = yaml(server, tokens, credential, true, true, "");
      String client = mutual ? ", cert-file: cert.pem, key-file: key.pem" : "";
      Files.writeString(file, settings + "    tls: {ca-file: ca.pem" + client + "}\n");
      try (QuerySource source = Sources.read(file, ENVIRONMENT).get("prod")) {
        assertThat(source.query("up{a=\"b c\"}", 1500, (labels, value) -> {})).isEmpty();
      }
      Files.writeString(file, settings);
      try (QuerySource stranger = Sources.read(file, ENVIRONMENT).get("prod")) {
        assertThatThrownBy(() -> stranger.query("up", 1500, (labels, value) -> {}))
            .hasMessageContaining("TLS handshake");
      }
      assertThat(server.peers()).containsExactly(mutual ? "CN=client" : "nobody");
      StubServer.Seen seen = server.seen().get(0);
      checkQuestion(seen, true, false);
      checkHeaders(seen, true, credential.equals("aws"));
      checkCredential(seen, server, tokens, credential);
    }
  }

  static List<String> credentials() {
    return CREDENTIALS;
  }

  /** Remote read has a path, a body and headers of its own, and everything else in common. */
  @ParameterizedTest
  @MethodSource("credentials")
  void theSameArrivesWithRemoteRead(String credential) throws Exception {
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
    String up = ANSWER.replace("vector", "matrix");
    try (StubServer tokens = StubServer.json("{\"access_token\":\"t0ken\",\"expires_in\":3600}");
        StubServer server = StubServer.json(up)) {
      Path file = folder.resolve("sources.yaml");
      Files.writeString(file, yaml(server, tokens, credential, true, true, ""));
      try (QuerySource source = Sources.read(file, ENVIRONMENT).get("prod")) {
        assertThat(source.readChunks(5000, LabelMatchers.ALL, 0, 1500)).isFalse();
      }
      StubServer.Seen seen = server.seen().get(1);
      assertThat(seen.method()).isEqualTo("POST");
      assertThat(seen.path()).startsWith("/prom/prefix/api/v1/read?dedup=false&partial_response=");
      assertThat(seen.path()).isEqualTo(server.seen().get(0).path().replace("query", "read"));
      assertThat(seen.header("Content-Encoding")).containsExactly("snappy");
      checkHeaders(seen, true, credential.equals("aws"), "Content-Encoding", READ_VERSION);
      checkCredential(seen, server, tokens, credential);
    }
  }

  private static String yaml(
      StubServer server,
      StubServer tokens,
      String credential,
      boolean headers,
      boolean parameters,
      String method) {
    String user = credential.equals("url") ? "://me:${KEY}@" : "://";
    return "sources:\n  prod:\n    url: '"
        + server.url().replace("://", user)
        + "/prom/prefix/'\n"
        + credential(credential, tokens)
        + (headers
            ? "    headers: {X-Scope-OrgID: mesh|eu, X-Api-Key: '${KEY}', X-More: {file: secret}}\n"
            : "")
        + (parameters
            ? "    parameters: {dedup: false, partial_response: false, max_source_resolution: 0s,"
                + " extra_label: [a=b&c, d=é]}\n"
            : "")
        + (method.isEmpty() ? "" : "    method: " + method + "\n");
  }

  private static String credential(String kind, StubServer tokens) {
    return switch (kind) {
      case "basic" -> "    basic: {user: me, password-file: secret}\n";
      case "basic-env" -> "    basic: {user-file: secret, password: '${SECRET}'}\n";
      case "bearer" -> "    bearer-token-file: secret\n";
      case "bearer-env" -> "    bearer-token: ${SECRET}\n";
      case "oauth2" ->
          "    oauth2: {token-url: '"
              + tokens.url()
              + "/token', client-id: me, client-secret-file: secret, scopes: [read, more],"
              + " parameters: {audience: mesh}}\n";
      case "aws" -> "    aws: {region: eu-west-1, access-key: AKID, secret-key-file: secret}\n";
      default -> "";
    };
  }

  private static void checkQuestion(StubServer.Seen seen, boolean parameters, boolean get) {
    String more =
        "dedup=false&partial_response=false&max_source_resolution=0s"
            + "&extra_label=a%3Db%26c&extra_label=d%3D%C3%A9";
    String question = "query=up%7Ba%3D%22b%20c%22%7D&time=1.500&nocache=1";
    String path = "/prom/prefix/api/v1/query";
    if (get) {
      assertThat(seen.method()).isEqualTo("GET");
      assertThat(seen.path()).isEqualTo(path + "?" + (parameters ? more + "&" : "") + question);
      assertThat(seen.body()).isEmpty();
    } else {
      assertThat(seen.method()).isEqualTo("POST");
      assertThat(seen.path()).isEqualTo(path + (parameters ? "?" + more : ""));
      assertThat(seen.body().replace("+", "%20")).isEqualTo(question);
      assertThat(seen.header("Content-Type")).containsExactly("application/x-www-form-urlencoded");
    }
  }

  private static void checkHeaders(
      StubServer.Seen seen, boolean headers, boolean signed, String... more) {
    TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(seen.headers().keySet());
    USUAL.forEach(names::remove);
    List<String> wanted = new ArrayList<>(List.of(more));
    if (headers) {
      wanted.addAll(List.of("X-Scope-OrgID", "X-Api-Key", "X-More"));
      assertThat(seen.header("X-Scope-OrgID")).containsExactly("mesh|eu");
      assertThat(seen.header("X-Api-Key")).containsExactly("header-s3cr-t");
      assertThat(seen.header("X-More")).containsExactly(SECRET);
    }
    if (signed) {
      wanted.add("X-Amz-Date");
    }
    assertThat(names)
        .hasSize(wanted.size())
        .allMatch(name -> wanted.stream().anyMatch(name::equalsIgnoreCase));
    assertThat(seen.header("Accept-Encoding")).containsExactly("identity");
  }

  private static void checkCredential(
      StubServer.Seen seen, StubServer server, StubServer tokens, String kind) throws IOException {
    String wanted =
        switch (kind) {
          case "none" -> "null";
          case "url" -> basic("me", "header-s3cr-t");
          case "basic" -> basic("me", SECRET);
          case "basic-env" -> basic(SECRET, SECRET);
          case "bearer", "bearer-env" -> "Bearer " + SECRET;
          case "oauth2" -> "Bearer t0ken";
          default ->
              SignatureCheck.expected(
                  seen.method(),
                  server.url() + seen.path(),
                  seen.body().getBytes(StandardCharsets.ISO_8859_1),
                  seen.header("X-Amz-Date").get(0),
                  "AKID",
                  SECRET);
        };
    assertThat(seen.authorization()).isEqualTo(wanted);
    if (kind.equals("oauth2")) {
      StubServer.Seen token = tokens.seen().get(0);
      assertThat(token.path()).isEqualTo("/token");
      assertThat(token.authorization())
          .isEqualTo(basic("me", URLEncoder.encode(SECRET, StandardCharsets.UTF_8)));
      assertThat(token.body())
          .isEqualTo("grant_type=client_credentials&scope=read+more&audience=mesh");
    }
  }

  private static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }
}
