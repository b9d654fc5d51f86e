package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys for AWS from wherever a machine has them. */
class AwsCredentialsTest extends CredentialChecks {

  /** What a pod is told that has a role, and where it asks for its keys. */
  private Map<String, String> pod(String sts) {
    return Map.of(
        "AWS_ROLE_ARN",
        "arn:aws:iam::1:role/r",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        folder.resolve("secret").toString(),
        "AWS_ENDPOINT_URL_STS",
        sts);
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
      Map<String, String> pod = pod(sts.url());
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
      Map<String, String> pod = pod(sts.equals("late") ? late.url() : sts);
      try (QuerySource source = source(server.url(), "    aws: {region: eu}\n", pod)) {
        assertThatThrownBy(() -> ask(source))
            .isInstanceOf(SourceUnavailable.class)
            .hasMessageStartingWith("prod was not asked: ")
            .hasMessageContaining(told);
      }
    }
  }
}
