package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.proxyruntime.IstioRelease;

class StandardLabelsTest {

  private static final NodeMetadata NODE =
      new NodeMetadata("a", "pod", "default", "reviews-v2", "", "", Map.of("app", "reviews"));
  private static final NodeMetadata PEER =
      new NodeMetadata("b", "pod", "default", "ratings-v1", "", "", Map.of("app", "ratings"));

  @ParameterizedTest
  @CsvSource({"1.3,18", "1.4,20", "1.5,23", "1.6,23", "1.8,23"})
  void everyReleaseHasItsNumberOfLabels(String release, int count) {
    assertThat(labels(release, new TestRequest(PEER))).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({
    "1.3, ratings-v1",
    "1.4.0, ratings",
    "1.4.2, ratings",
    "1.4.3, ratings",
    "1.5.0, ratings",
  })
  void theServicesNameIsThatOfTheWorkloadOnlyIn13(String release, String name) {
    assertThat(labels(release, new TestRequest(PEER)))
        .containsEntry("destination_service_name", name);
  }

  @ParameterizedTest
  @CsvSource({
    "1.4.2, www.example.com, www",
    "1.4.3, www.example.com, www.example.com",
    "1.5.0, ratings.default.svc, ratings",
    "1.5.0, ratings.other.svc, ratings.other.svc",
    "1.5.0, ratings, ratings",
  })
  void theServicesNameIsMadeOfTheHost(String release, String host, String name) {
    TestRequest request = new TestRequest(PEER);
    request.cluster = "server";
    request.host = host;

    assertThat(labels(release, request))
        .containsEntry("destination_service", host)
        .containsEntry("destination_service_name", name);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5.1, '', block_all, httpbin.org",
    "1.5.2, '', block_all, BlackHoleCluster",
    "1.5.2, PassthroughCluster, allow_any, PassthroughCluster",
    "1.5.0, PassthroughCluster, '', PassthroughCluster",
    "1.4.2, PassthroughCluster, '', httpbin",
    "1.6, InboundPassthroughClusterIpv4, '', InboundPassthroughClusterIpv4",
  })
  void clustersOfNoServiceNameThemselves(
      String release, String cluster, String route, String name) {
    TestRequest request = new TestRequest(null);
    request.host = "httpbin.org";
    request.cluster = cluster;
    request.routeName = route;

    assertThat(labels(release, request))
        .containsEntry("destination_service", "httpbin.org")
        .containsEntry("destination_service_name", name);
  }

  @Test
  void withoutTheFallbackAnUnknownServiceStaysUnknown() {
    TestRequest request = new TestRequest(PEER);
    request.cluster = "server";
    InProxySettings settings = InProxySettings.of(NODE, IstioRelease.V1_5);
    StatsFilterConfig config =
        StatsFilterConfig.parse("disable_host_header_fallback: true", IstioRelease.V1_5);
    InProxyStats stats = new InProxyStats(settings.withFilters(config, config));
    stats.record(request);

    assertThat(Pages.named(stats, "istio_requests_total").get(0).labels())
        .containsEntry("destination_service", "unknown")
        .containsEntry("destination_service_name", "unknown");
  }

  @ParameterizedTest
  @CsvSource({"1.3, mutual_tls, none", "1.4, MUTUAL_TLS, NONE", "1.5, mutual_tls, none"})
  void theServersPolicyIsInUpperCaseIn14(String release, String mutual, String plain) {
    TestRequest request = new TestRequest(PEER);
    request.reporter = Reporter.DESTINATION;
    assertThat(labels(release, request)).containsEntry("connection_security_policy", plain);

    request.mutualTls = true;
    assertThat(labels(release, request)).containsEntry("connection_security_policy", mutual);
  }

  @ParameterizedTest
  @CsvSource({"1.3, unknown", "1.4, spiffe://cluster.local/ns/default/sa/a"})
  void principalsAreToldFrom14On(String release, String principal) {
    TestRequest request = new TestRequest(PEER);
    request.sourcePrincipal = "spiffe://cluster.local/ns/default/sa/a";

    assertThat(labels(release, request)).containsEntry("source_principal", principal);
  }

  @Test
  void aGrpcResponseWithoutAStatusHasStatus2() {
    TestRequest request = new TestRequest(PEER);
    request.grpc = true;
    assertThat(labels("1.5", request))
        .containsEntry("grpc_response_status", "2")
        .containsEntry("request_protocol", "grpc");

    request.grpcStatus = "7";
    assertThat(labels("1.5", request)).containsEntry("grpc_response_status", "7");
  }

  @Test
  void flagsAreADashIn13AndNoResponseIsCode0() {
    TestRequest request = new TestRequest(null);
    request.flags = "DC";
    request.code = 0;

    assertThat(labels("1.3", request)).containsEntry("response_flags", "-");
    assertThat(labels("1.4", request))
        .containsEntry("response_flags", "DC")
        .containsEntry("response_code", "0");
  }

  @Test
  void messagesAreCountedFrom18OnByPeersOnly() {
    TestRequest request = new TestRequest(PEER);
    request.grpc = true;
    request.requestMessages = 3;
    request.responseMessages = 0;
    InProxyStats stats = new InProxyStats(IstioRelease.V1_8, NODE);
    stats.record(request);

    assertThat(Pages.named(stats, "istio_request_messages_total"))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.value()).isEqualTo(3);
              assertThat(sample.labels())
                  .hasSize(18)
                  .doesNotContainKeys("request_protocol", "response_code");
            });
    assertThat(Pages.named(stats, "istio_response_messages_total")).isEmpty();
  }

  @Test
  void theBuildIsToldFrom15On() {
    for (String release : new String[] {"1.4", "1.5"}) {
      InProxyStats stats = new InProxyStats(IstioRelease.parse(release), NODE);
      stats.installed();

      assertThat(Pages.named(stats, "istio_build")).hasSize(release.equals("1.5") ? 1 : 0);
    }
  }

  private static Map<String, String> labels(String release, RequestFacts facts) {
    InProxyStats stats = new InProxyStats(IstioRelease.parse(release), NODE);
    stats.record(facts);
    return Pages.named(stats, "istio_requests_total").get(0).labels();
  }
}
