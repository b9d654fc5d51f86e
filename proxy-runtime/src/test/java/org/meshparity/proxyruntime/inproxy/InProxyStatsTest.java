package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;

class InProxyStatsTest {

  private static final NodeMetadata REVIEWS = node("reviews-v2", "reviews", "v2");
  private static final NodeMetadata RATINGS = node("ratings-v1", "ratings", "v1");

  @Test
  void countersShowAtOnceAndHistogramsAfterTheFlush() {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_4, REVIEWS);
    stats.record(outbound(RATINGS, 7_900_000), DurationScale.MILLISECONDS);

    assertThat(page(stats)).contains("istio_requests_total{").doesNotContain("_milliseconds");
    stats.flush();
    assertThat(page(stats))
        .contains(",le=\"10\"} 1\n", "istio_request_duration_milliseconds_sum{")
        .containsPattern("istio_request_duration_milliseconds_sum\\{.*} 7.0");
  }

  @Test
  void onlyTypesAreDescribed() {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_4, REVIEWS);
    stats.record(outbound(RATINGS, 1), DurationScale.MILLISECONDS);

    assertThat(page(stats)).startsWith("# TYPE istio_requests_total counter\n");
    assertThat(page(stats)).doesNotContain("# HELP");
  }

  @Test
  void theReleaseBefore15HasPermissiveLabelsAndTheClusterHost() {
    assertThat(labels(IstioRelease.V1_4, outbound(RATINGS, 1)))
        .isEqualTo(
            "reporter=\"source\",source_workload=\"reviews-v2\","
                + "source_workload_namespace=\"default\",source_principal=\"unknown\","
                + "source_app=\"reviews\",source_version=\"v2\","
                + "destination_workload=\"ratings-v1\","
                + "destination_workload_namespace=\"default\",destination_principal=\"unknown\","
                + "destination_app=\"ratings\",destination_version=\"v1\","
                + "destination_service=\"ratings.default.svc.cluster.local\","
                + "destination_service_name=\"ratings\",destination_service_namespace=\"default\","
                + "request_protocol=\"http\",response_code=\"200\",response_flags=\"-\","
                + "connection_security_policy=\"unknown\",permissive_response_code=\"none\","
                + "permissive_response_policyid=\"none\"");
  }

  @Test
  void theFirstReleaseTakesTheHostHeaderAndTheWorkloadsName() {
    assertThat(labels(IstioRelease.V1_3, outbound(RATINGS, 1)))
        .contains("destination_service=\"ratings:9080\"", "destination_service_name=\"ratings-v1\"")
        .doesNotContain("permissive", "canonical", "grpc");
  }

  @Test
  void from15OnThereAreCanonicalLabelsAndGrpcStatus() {
    assertThat(labels(IstioRelease.V1_5, outbound(RATINGS, 1)))
        .contains(
            "source_canonical_service=\"reviews-v2\",source_canonical_revision=\"latest\"",
            "grpc_response_status=\"\"")
        .doesNotContain("permissive");
  }

  @Test
  void aPeerThatDidNotIntroduceItselfIsUnknown() {
    assertThat(labels(IstioRelease.V1_5, outbound(null, 1)))
        .contains(
            "destination_workload=\"unknown\"",
            "destination_service_namespace=\"unknown\"",
            "destination_canonical_service=\"unknown\"",
            "destination_canonical_revision=\"latest\"");
  }

  @Test
  void sizesHoldHeadersFrom15On() {
    assertThat(pageOf(IstioRelease.V1_4)).containsPattern("istio_request_bytes_sum\\{.*} 105\n");
    assertThat(pageOf(IstioRelease.V1_5)).containsPattern("istio_request_bytes_sum\\{.*} 305\n");
  }

  private static String pageOf(IstioRelease release) {
    InProxyStats stats = new InProxyStats(release, REVIEWS);
    stats.record(outbound(RATINGS, 1), DurationScale.MILLISECONDS);
    stats.flush();
    return page(stats);
  }

  private static String labels(IstioRelease release, RequestFacts facts) {
    InProxyStats stats = new InProxyStats(release, REVIEWS);
    stats.record(facts);
    String line = page(stats).lines().filter(l -> l.startsWith("istio_requests")).findFirst().get();
    return line.substring(line.indexOf('{') + 1, line.indexOf('}'));
  }

  private static String page(InProxyStats stats) {
    StatsPage page = new StatsPage();
    stats.writeTo(page);
    return page.toString();
  }

  private static RequestFacts outbound(@Nullable NodeMetadata peer, long nanos) {
    TestRequest request = new TestRequest(peer);
    request.durationNanos = nanos;
    request.durationFromHeadersNanos = nanos;
    return request;
  }

  private static NodeMetadata node(String workload, String app, String version) {
    return new NodeMetadata(
        "id-" + workload,
        workload + "-pod",
        "default",
        workload,
        "kubernetes://apis/apps/v1/namespaces/default/deployments/" + workload,
        "bookinfo-" + app,
        Map.of("app", app, "version", version));
  }
}
