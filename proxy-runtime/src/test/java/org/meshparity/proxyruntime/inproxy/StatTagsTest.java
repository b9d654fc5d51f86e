package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;

class StatTagsTest {

  private static final NodeMetadata NODE =
      new NodeMetadata("a", "pod", "default", "reviews-v2", "", "", Map.of("app", "reviews"));

  @Test
  void anUndeclaredDimensionEndsUpInTheMetricsName() {
    InProxyStats stats = stats("metrics: [{dimensions: {request_url: request.path}}]", List.of());
    TestRequest request = new TestRequest(null);
    request.path = "/api/v1";
    stats.record(request);
    stats.flush();

    assertThat(Pages.text(stats))
        .contains(
            "# TYPE envoy_request_url____api_v1____istio_requests_total counter\n",
            "envoy_request_url____api_v1____istio_response_bytes_count{")
        .doesNotContain("\nistio_requests_total");
  }

  @Test
  void aDeclaredDimensionIsALabel() {
    InProxyStats stats =
        stats("metrics: [{dimensions: {request_url: request.path}}]", List.of("request_url"));
    stats.record(new TestRequest(null));

    assertThat(Pages.named(stats, "istio_requests_total").get(0).labels())
        .hasSize(24)
        .containsEntry("request_url", "/ratings/0?a=b");
  }

  @Test
  void aMetricWithoutItsReporterIsFilteredOut() {
    InProxyStats stats =
        stats("metrics: [{name: requests_total, tags_to_remove: [reporter]}]", List.of());
    stats.record(new TestRequest(null));
    stats.flush();

    assertThat(Pages.text(stats))
        .doesNotContain("istio_requests_total")
        .contains("istio_request_bytes_count");
  }

  @Test
  void aHostThatLooksLikeAnotherTagAddsAStrayLabel() {
    InProxyStats stats = stats("", List.of());
    TestRequest request = new TestRequest(null);
    request.cluster = "outbound|6379||redis-cache.default.svc.cluster.local";
    stats.record(request);

    assertThat(Pages.named(stats, "istio_requests_total").get(0).labels())
        .hasSize(24)
        .containsEntry("destination_service", "redis-cache.default.svc.cluster.local")
        .containsEntry("cache", "default");
  }

  @Test
  void otherSeparatorsThanTheBootstrapKnowsLeaveEverythingInTheName() {
    InProxyStats stats = stats("field_separator: '#'", List.of());
    stats.record(new TestRequest(null));

    assertThat(Pages.text(stats)).contains("\nenvoy_reporter___source_source_workload___reviews");
  }

  @Test
  void theStatPrefixIsConfigured() {
    InProxyStats stats = stats("stat_prefix: mesh", List.of());
    stats.record(new TestRequest(null));

    assertThat(Pages.named(stats, "mesh_requests_total")).hasSize(1);
  }

  @Test
  void extraTagsAreUnknownBefore15() {
    InProxySettings settings =
        InProxySettings.of(NODE, IstioRelease.V1_4).withBootstrap(List.of("request_url"), false);

    assertThatThrownBy(() -> new InProxyStats(settings))
        .hasMessage("extraStatTags are known from Istio 1.5 on, not to 1.4");
  }

  private static InProxyStats stats(String config, List<String> extra) {
    StatsFilterConfig parsed = StatsFilterConfig.parse(config, IstioRelease.V1_6);
    return new InProxyStats(
        InProxySettings.of(NODE, IstioRelease.V1_6)
            .withFilters(parsed, parsed)
            .withBootstrap(extra, false));
  }
}
