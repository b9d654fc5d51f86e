package org.meshparity.proxyruntime.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.Reporter;
import org.meshparity.proxyruntime.vectors.Scenario.Side;
import org.meshparity.proxyruntime.vectors.ScrapedPage.Sample;

/** What is known of the proxies and no case asserts, on the pages of two real sidecars. */
class PageFactsTest {

  private static final String REQUESTS = "istio_requests_total";
  private static final String SERVICE = "stock.depot.svc.cluster.local";
  private static final NodeMetadata CART =
      new NodeMetadata("cart", "cart-0", "shop", "cart-v2", "", "", Map.of("app", "cart"));
  private static final NodeMetadata STOCK =
      new NodeMetadata("stock", "stock-0", "depot", "stock-v7", "", "", Map.of("app", "stock"));

  private ProxyPair pair;

  @AfterEach
  void stop() {
    pair.close();
  }

  @Test
  void aSizeOnABoundIsNotBelowIt() throws Exception {
    play("1.4.0", Exchange.ofSizes(10, 5));

    assertThat(bucket(Reporter.SOURCE, "istio_request_bytes", 10)).isEqualTo(0);
    assertThat(bucket(Reporter.SOURCE, "istio_request_bytes", 25)).isEqualTo(1);
    assertThat(bucket(Reporter.DESTINATION, "istio_response_bytes", 5)).isEqualTo(0);
    assertThat(bucket(Reporter.DESTINATION, "istio_response_bytes", 10)).isEqualTo(1);
  }

  @Test
  void aSumIsOfTheMiddlesOfBins() throws Exception {
    play("1.4.0", Exchange.ofSizes(10, 5));

    assertThat(value(Reporter.SOURCE, "istio_request_bytes_sum")).isEqualTo(10.5);
    assertThat(value(Reporter.DESTINATION, "istio_response_bytes_sum")).isEqualTo(5.05);
  }

  @Test
  void theBucketOf500EndsBefore490() throws Exception {
    play("1.4.0", Exchange.ofSizes(490, 489));

    assertThat(bucket(Reporter.SOURCE, "istio_request_bytes", 500)).isEqualTo(0);
    assertThat(bucket(Reporter.SOURCE, "istio_request_bytes", 1000)).isEqualTo(1);
    assertThat(bucket(Reporter.SOURCE, "istio_response_bytes", 500)).isEqualTo(1);
  }

  @Test
  void anEmptyBodyIsBelowEveryBound() throws Exception {
    play("1.4.0", Exchange.ofSizes(0, 0));

    assertThat(bucket(Reporter.SOURCE, "istio_request_bytes", 0.5)).isEqualTo(1);
    assertThat(value(Reporter.SOURCE, "istio_request_bytes_sum")).isEqualTo(0);
  }

  @Test
  void from15OnSizesAreThoseOfHeadersToo() throws Exception {
    play("1.5.0", Exchange.ofSizes(10, 5));

    assertThat(bucket(Reporter.SOURCE, "istio_request_bytes", 100)).isEqualTo(0);
    assertThat(value(Reporter.SOURCE, "istio_request_bytes_sum")).isGreaterThan(100);
    assertThat(bucket(Reporter.DESTINATION, "istio_response_bytes", 50)).isEqualTo(0);
  }

  @Test
  void aDurationIsInMillisecondsAndCountedFromItsBoundOn() throws Exception {
    play("1.5.0", new Exchange(1, 1, Duration.ofMillis(50), ""));

    assertThat(bucket(Reporter.SOURCE, "istio_request_duration_milliseconds", 50)).isEqualTo(0);
    assertThat(bucket(Reporter.SOURCE, "istio_request_duration_milliseconds", 5000)).isEqualTo(1);
    assertThat(value(Reporter.SOURCE, "istio_request_duration_milliseconds_sum"))
        .isBetween(50.0, 5000.0);
  }

  @Test
  void introductionsReachNeitherApplicationNorCaller() throws Exception {
    Exchange exchange = Exchange.SMALL;
    play("1.5.0", exchange);
    HttpResponse<byte[]> answer = exchange.answer(pair.clientPort());

    assertThat(answer.headers().map().keySet()).noneMatch(name -> name.contains("x-envoy-peer"));
    assertThat(answer.headers().firstValue("x-got").orElseThrow())
        .contains("host")
        .doesNotContain("x-envoy-peer");
  }

  @Test
  void aCallerWithoutAProxyIsUnknown() throws Exception {
    play("1.5.0", Exchange.SMALL);
    Exchange.SMALL.send(pair.serverPort());

    Map<String, String> labels = labelsWith(Reporter.DESTINATION, "source_workload", "unknown");
    assertThat(labels)
        .containsEntry("source_workload_namespace", "unknown")
        .containsEntry("source_app", "unknown")
        .containsEntry("source_canonical_service", "unknown")
        .containsEntry("source_canonical_revision", "latest")
        .containsEntry("destination_workload", "stock-v7")
        .containsEntry("destination_service", SERVICE);
  }

  @Test
  void whatGoesToNoServiceIsNamedByItsCluster() throws Exception {
    pair = ProxyPair.play("1.5.0", Exchange.SMALL, client("{}", "PassthroughCluster"), server());

    assertThat(labelsWith(Reporter.SOURCE, "destination_workload", "stock-v7"))
        .containsEntry("destination_service", "127.0.0.1:" + pair.clientPort())
        .containsEntry("destination_service_name", "PassthroughCluster");
  }

  @Test
  void whatGoesNowhereIsFlaggedAndItsPeerUnknown() throws Exception {
    pair = ProxyPair.play("1.6.0", Exchange.SMALL, client("{}", "BlackHoleCluster"), server());

    assertThat(labelsWith(Reporter.SOURCE, "destination_service_name", "BlackHoleCluster"))
        .containsEntry("response_code", "503")
        .containsEntry("response_flags", "UH")
        .containsEntry("destination_workload", "unknown")
        .containsEntry("destination_canonical_revision", "latest")
        .containsEntry("destination_service_namespace", "unknown");
  }

  @Test
  void anUndeclaredDimensionEndsUpInTheName() throws Exception {
    String config = "metrics: [{name: requests_total, dimensions: {tier: \"'gold'\"}}]";
    pair = ProxyPair.play("1.5.0", Exchange.SMALL, client(config, outbound()), server());

    String mangled = "envoy_tier___gold____istio_requests_total";
    await().until(() -> pair.page(Reporter.SOURCE).type(mangled).equals("counter"));
    assertThat(pair.page(Reporter.SOURCE).samples(REQUESTS)).isEmpty();
    assertThat(value(Reporter.SOURCE, mangled)).isEqualTo(1);
  }

  @Test
  void aCallThatEndsWithoutAStatusIsOfStatus2() throws Exception {
    play("1.5.0", new Exchange(1, 1, Duration.ZERO, "application/grpc"));

    assertThat(labelsWith(Reporter.SOURCE, "request_protocol", "grpc"))
        .containsEntry("grpc_response_status", "2");
  }

  private void play(String release, Exchange exchange) throws Exception {
    pair = ProxyPair.play(release, exchange, client("{}", outbound()), server());
  }

  private static String outbound() {
    return "outbound|9080||" + SERVICE;
  }

  private static Side client(String config, String cluster) {
    return new Side(CART, config, cluster);
  }

  private static Side server() {
    return new Side(STOCK, "{}", "inbound|9080|http|" + SERVICE);
  }

  private Map<String, String> labelsWith(Reporter side, String label, String value) {
    return await()
        .until(
            () ->
                pair.page(side).samples(REQUESTS).stream()
                    .map(Sample::labels)
                    .filter(labels -> value.equals(labels.get(label)))
                    .toList(),
            found -> found.size() == 1)
        .get(0);
  }

  /** The only sample of this name, as soon as a flush shows it. */
  private double value(Reporter side, String name) {
    return await()
        .until(() -> pair.page(side).samples(name), found -> found.size() == 1)
        .get(0)
        .value();
  }

  private double bucket(Reporter side, String name, double bound) {
    return await()
        .until(
            () ->
                pair.page(side).samples(name + "_bucket").stream()
                    .filter(sample -> bound(sample) == bound)
                    .toList(),
            found -> found.size() == 1)
        .get(0)
        .value();
  }

  private static double bound(Sample bucket) {
    String text = bucket.labels().get("le");
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }
}
