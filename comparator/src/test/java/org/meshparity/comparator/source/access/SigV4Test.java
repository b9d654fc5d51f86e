package org.meshparity.comparator.source.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the signatures of AWS' published test suite for Signature Version 4. */
class SigV4Test {

  private static final SigV4.Keys KEYS =
      new SigV4.Keys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "");
  private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");
  private static final SigV4 SIGNER = new SigV4("us-east-1", "service");

  private static String signature(Request request, SigV4.Keys keys) throws Exception {
    String header = SIGNER.signed(request, keys, THEN).header("Authorization");
    return String.valueOf(header).replaceFirst(".*Signature=", "");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "GET, /?Param1=value1, a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
    "GET, /?Param2=value2&Param1=value1,"
        + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    "GET, /?Param1=value2&Param1=Value1,"
        + " eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1",
    "GET, /?ሴ=bar, 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
    "POST, /, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
  })
  void aRequestIsSignedAsInTheSuite(String method, String path, String signature) throws Exception {
    RequestBody body = method.equals("POST") ? RequestBody.create(new byte[0], null) : null;
    Request request =
        new Request.Builder()
            .url("https://example.amazonaws.com" + path)
            .method(method, body)
            .build();

    assertThat(signature(request, KEYS)).isEqualTo(signature);
  }

  @Test
  void theProofNamesKeyScopeAndHeaders() throws Exception {
    Request request = new Request.Builder().url("https://example.amazonaws.com/").build();

    assertThat(SIGNER.signed(request, KEYS, THEN).header("Authorization"))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders=host;x-amz-date,"
                + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  }

  @Test
  void theBodyAndTheSessionAreSigned() throws Exception {
    Request.Builder post = new Request.Builder().url("https://aps.example/w/ws-1/api/v1/query");
    Request one = post.post(new FormBody.Builder().add("query", "up").build()).build();
    Request two = post.post(new FormBody.Builder().add("query", "down").build()).build();
    SigV4.Keys lent = new SigV4.Keys(KEYS.access(), KEYS.secret(), "session");

    assertThat(signature(one, KEYS))
        .isNotEqualTo(signature(two, KEYS))
        .isNotEqualTo(signature(one, lent));
    assertThat(SIGNER.signed(one, lent, THEN).header("X-Amz-Security-Token")).isEqualTo("session");
    assertThat(SIGNER.signed(one, lent, THEN).header("Authorization"))
        .contains("SignedHeaders=host;x-amz-date;x-amz-security-token,");
    assertThat(lent.toString() + KEYS).doesNotContain("session", "wJalr");
  }

  @Test
  void aTypedBodyIsSignedByItsBytes() throws Exception {
    Request bytes =
        new Request.Builder()
            .url("https://example.amazonaws.com/")
            .post(
                RequestBody.create(
                    "Param1=value1", MediaType.get("application/x-www-form-urlencoded")))
            .build();
    Request form =
        new Request.Builder()
            .url("https://example.amazonaws.com/")
            .post(new FormBody.Builder().add("Param1", "value1").build())
            .build();

    assertThat(signature(form, KEYS)).isEqualTo(signature(bytes, KEYS));
  }
}
