package org.meshparity.proxyruntime.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.vectors.Scenario.Security;

/** The words of a case are understood, or refused. */
class DescriptionTest {

  @Test
  void requestsHaveACountAPathACodeAndABody() {
    assertThat(
            of("7 GET http://127.0.0.1:${ClientPort}/a/b, each answered 403 with body 'no'")
                .traffic())
        .isEqualTo(new HttpTraffic(7, "/a/b", 403, "no"));
    assertThat(of("200 GET /productpage through the ingress gateway to Bookinfo").traffic())
        .isEqualTo(new HttpTraffic(200, "/productpage", 200, null));
  }

  @Test
  void callsHaveAStatusAndMessages() {
    assertThat(of("10 unary gRPC calls, each answered grpc-status 7, HTTP 200").traffic())
        .isEqualTo(new GrpcTraffic(10, 7, 1, 0));
    assertThat(of("2 gRPC streams of 3 request messages and 13 response messages").traffic())
        .isEqualTo(new GrpcTraffic(2, 0, 3, 13));
  }

  @Test
  void connectionsHaveAQuestionAndAnAnswer() {
    String words =
        "5 sequential TCP connections; client sends 'a\\n' (2 bytes), backend replies 'bc'";

    assertThat(of(words).traffic()).isEqualTo(new TcpTraffic(5, "a\n", "bc"));
    assertThat(of(words).clientCluster()).startsWith("outbound|");
  }

  @Test
  void clustersAreTakenAsTheyAreNamed() {
    assertThat(of("1 GET; client route cluster is named 'server' (not Istio's)").clientCluster())
        .isEqualTo("server");
    assertThat(of("1 GET; client route cluster outbound|9080|http|a.b; more").clientCluster())
        .isEqualTo("outbound|9080|http|a.b");
  }

  @Test
  void identitiesOrAWordMakeItMutual() {
    String ids =
        "1 GET over mTLS (client cert SAN spiffe://a/ns/b/sa/c, server cert SAN spiffe://a/ns/b/sa/d)";

    assertThat(of(ids).security("x"))
        .isEqualTo(new Security("spiffe://a/ns/b/sa/c", "spiffe://a/ns/b/sa/d", "x"));
    assertThat(of("a -> b with mTLS destination rules").security("")).isNotNull();
    assertThat(of("1 GET, no TLS unless said").security("")).isNull();
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    assertThatThrownBy(() -> of("3 carrier pigeons").traffic()).hasMessageContaining("pigeons");
  }

  private static Description of(String words) {
    return new Description(words, "istio_requests_total");
  }
}
