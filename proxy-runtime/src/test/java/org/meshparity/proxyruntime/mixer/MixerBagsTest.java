package org.meshparity.proxyruntime.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.ReportRequests;
import org.meshparity.proxyruntime.mixer.config.MixerConfiguration;
import tools.jackson.databind.JsonNode;

/** Holds the whole way from bytes to the page against the bags of Istio's own tests. */
class MixerBagsTest {

  /**
   * In this bag {@code connection.mtls} is the word "false" in quotes, and whoever evaluated the
   * expressions by hand took that for true. The attribute is a boolean, and a proxy sends false.
   */
  private static final String QUOTED_FALSE = "tracing_header/reportAttributesOkGet";

  @TempDir private Path folder;

  @Test
  void reportBagsMakeTheSeriesThatTheirExpressionsSay() throws IOException {
    List<JsonNode> vectors = Vectors.bags("report_bag");
    assertThat(vectors).hasSize(29);
    for (JsonNode vector : vectors) {
      for (Map.Entry<String, JsonNode> release : vector.get("derived_metrics").properties()) {
        ReportIntake intake = intake(MixerConfiguration.of(IstioRelease.parse(release.getKey())));
        Receipt receipt = intake.take(message(JsonBags.bag(vector.get("attributes"))));
        String name = vector.get("name").stringValue() + " at " + release.getKey();
        assertThat(receipt.message()).as(name).isEmpty();
        assertSeries(name, release.getValue().get("metrics"), page(intake));
      }
    }
    Vectors.covered("mixer-bags.json report_bag, at 1.3.0, 1.4.0, 1.5.0", 29, vectors.size());
  }

  @Test
  void aQuotedFalseIsNoMutualTls() {
    ReportIntake intake = intake(MixerConfiguration.of(IstioRelease.V1_4));
    AttributeBag.Builder bag = AttributeBag.builder().text("context.protocol", "http");

    Receipt receipt = intake.take(message(bag.text("connection.mtls", "false").build()));

    assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.FAILED);
    assertThat(receipt.message()).contains("error converting value of connection.mtls to BOOL");
  }

  private static void assertSeries(String name, JsonNode metrics, String page) {
    List<String> expected = new ArrayList<>();
    for (JsonNode metric : metrics) {
      String series = metric.get("metric").stringValue();
      boolean counter = series.endsWith("_total");
      String line = find(page, counter ? series : series + "_sum");
      expected.add(series);
      Map<String, String> labels = Series.labels(line);
      Map<String, String> wanted = JsonBags.texts(metric.get("labels"));
      if (name.startsWith(QUOTED_FALSE)) {
        wanted.put("connection_security_policy", "none");
      }
      for (JsonNode wildcard : metric.get("wildcard_labels")) {
        wanted.put(wildcard.stringValue(), String.valueOf(labels.get(wildcard.stringValue())));
      }
      assertThat(labels).as(name + ", " + series).isEqualTo(wanted);
      if (!metric.get("value_wildcard").booleanValue()) {
        double value = Double.parseDouble(metric.get("value").asString());
        assertThat(line.substring(line.lastIndexOf(' ') + 1))
            .as(name + ", " + series)
            .isEqualTo(GoExposition.number(value));
      }
    }
    assertThat(families(page)).as(name).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String find(String page, String name) {
    return page.lines()
        .filter(line -> line.startsWith(name + "{"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in\n" + page));
  }

  private static List<String> families(String page) {
    return page.lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ")[2])
        .toList();
  }

  @Test
  void valuesAreConvertedAsTheAdapterConvertsThem() throws IOException {
    List<JsonNode> vectors = Vectors.bags("value_conversion");
    assertThat(vectors).hasSize(6);
    for (JsonNode vector : vectors) {
      String value = JsonBags.expression(vector.get("input"));
      JsonNode expected = vector.get("expected");
      String name = vector.get("name").stringValue();
      if (expected.isNumber()) {
        ReportIntake intake = gauge("value: " + value);
        intake.take(message(AttributeBag.builder().build()));
        assertThat(page(intake))
            .as(name)
            .contains("istio_it " + expected.asString().replaceFirst("\\.0$", ""));
      } else {
        assertThat(refusedOrFailed(value)).as(name).isTrue();
      }
    }
    Vectors.covered("mixer-bags.json value_conversion", 6, vectors.size());
  }

  /** A boolean is refused with its configuration; text that is no number, with its report. */
  private boolean refusedOrFailed(String value) throws IOException {
    ReportIntake intake;
    try {
      intake = gauge("value: " + value);
    } catch (IllegalArgumentException e) {
      return e.getMessage().contains("must be a number");
    }
    Receipt receipt = intake.take(message(AttributeBag.builder().build()));
    return receipt.outcome() == Receipt.Outcome.FAILED && page(intake).isEmpty();
  }

  private ReportIntake gauge(String value) throws IOException {
    return intake(configuration(value, "kind: GAUGE", ""));
  }

  @Test
  void bucketsAreLaidOutAsTheAdapterLaysThemOut() throws IOException {
    List<JsonNode> vectors = Vectors.bags("buckets");
    assertThat(vectors).hasSize(3);
    for (JsonNode vector : vectors) {
      var form = vector.get("input").properties().iterator().next();
      String buckets = "buckets: {" + form.getKey() + "_buckets: " + form.getValue() + "}";
      MixerConfiguration configuration =
          configuration("value: \"1\"", "kind: DISTRIBUTION", buckets);
      List<Double> expected = new ArrayList<>();
      vector.get("expected_upper_bounds").forEach(bound -> expected.add(bound.doubleValue()));
      assertThat(configuration.metrics().get(0).bounds())
          .as(vector.get("name").stringValue())
          .isEqualTo(expected);
    }
    Vectors.covered("mixer-bags.json buckets", 3, vectors.size());
  }

  @Test
  void anAdaptersOwnEndToEndCaseHolds() throws IOException {
    List<JsonNode> vectors = Vectors.bags("adapter_end_to_end");
    JsonNode vector = vectors.get(0);
    JsonNode input = vector.get("input");
    JsonNode metric = input.get("handler_metric");
    MixerConfiguration configuration =
        configuration(
            "value: \"1\", dimensions: " + input.get("metric_instance").get("dimensions"),
            "name: " + metric.get("name") + ", kind: " + metric.get("kind").stringValue(),
            "label_names: " + metric.get("label_names"));
    ReportIntake intake = intake(configuration);
    for (int i = 0; i < input.get("reports").intValue(); i++) {
      intake.take(message(AttributeBag.builder().build()));
    }

    assertThat(page(intake))
        .isEqualTo(
            """
            # HELP istio_request_count request_count
            # TYPE istio_request_count counter
            istio_request_count{destination_service="myservice",response_code="200"} 2
            """);
    Vectors.covered("mixer-bags.json adapter_end_to_end", 1, vectors.size());
  }

  @Test
  void aTcpSequenceCountsTheFirstChunkTwice() throws IOException {
    List<JsonNode> vectors = Vectors.bags("tcp_sequence");
    JsonNode vector = vectors.get(0);
    ReportIntake intake = intake(MixerConfiguration.of(IstioRelease.V1_4));
    for (JsonNode report : vector.get("reports")) {
      intake.take(message(JsonBags.tcp(report)));
    }

    Map<String, Double> sums = new TreeMap<>();
    Series.values(page(intake))
        .forEach((series, value) -> sums.merge(series.replaceAll("\\{.*", ""), value, Double::sum));
    assertThat(sums)
        .containsEntry(
            "istio_tcp_received_bytes_total",
            vector.get("derived").get("istio_tcp_received_bytes_total_increase").doubleValue())
        .containsEntry("istio_tcp_connections_opened_total", 1.0)
        .containsEntry("istio_tcp_connections_closed_total", 1.0);
    Vectors.covered("mixer-bags.json tcp_sequence", 1, vectors.size());
  }

  /** One instance, its handler's metric and a rule that holds always. */
  private MixerConfiguration configuration(String params, String metric, String more)
      throws IOException {
    String head = "apiVersion: config.istio.io/v1alpha2\nmetadata: {name: it}\n";
    String rest = more.isEmpty() ? "" : ", " + more;
    String name = metric.contains("name:") ? "" : "name: it, ";
    String file =
        head
            + "kind: instance\nspec: {compiledTemplate: metric, params: {"
            + params
            + "}}\n---\n"
            + head
            + "kind: handler\nspec: {compiledAdapter: prometheus, params: {metrics: [{"
            + "instance_name: it, "
            + name
            + metric
            + rest
            + "}]}}\n---\n"
            + head
            + "kind: rule\nspec: {actions: [{handler: it, instances: [it]}]}\n";
    Path path = Files.writeString(folder.resolve("it.yaml"), file);
    return MixerConfiguration.loadAlone(List.of(path));
  }

  private static ReportIntake intake(MixerConfiguration configuration) {
    return new ReportIntake(configuration, PodDirectory.none(), 1_000, System::nanoTime);
  }

  private static byte[] message(AttributeBag bag) {
    return ReportRequests.of(List.of(bag)).toByteArray();
  }

  private static String page(ReportIntake intake) throws IOException {
    StringBuilder page = new StringBuilder();
    intake.write(page);
    return page.toString();
  }
}
