package org.meshparity.proxyruntime.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.ReportRequests;
import org.meshparity.proxyruntime.mixer.config.MixerConfiguration;
import tools.jackson.databind.JsonNode;

class PodAttributesTest {

  private static final Map<String, String> FIELDS =
      Map.of(
          "pod_name", "name",
          "pod_uid", "uid",
          "pod_ip", "ip",
          "service_account_name", "serviceaccount");

  @Test
  void podsAreFoundAndTracedToTheirWorkloads() throws Exception {
    List<JsonNode> vectors = Vectors.bags("kubernetesenv_attributes");
    assertThat(vectors).hasSize(10);
    for (JsonNode vector : vectors) {
      String name = vector.get("name").stringValue();
      assertThat(labels(bag(vector.get("inputs")))).as(name).isEqualTo(expected(vector));
      assertHostAddresses(vector);
    }
    Vectors.covered("mixer-bags.json kubernetesenv_attributes", 10, vectors.size());
  }

  /** What the vector says, on top of what the report itself said and of absence. */
  private static Map<String, String> expected(JsonNode vector) {
    Map<String, String> labels = new TreeMap<>();
    for (String side : List.of("source", "destination")) {
      for (String name :
          List.of(
              "name",
              "namespace",
              "owner",
              "serviceaccount",
              "uid",
              "workload_name",
              "workload_namespace",
              "workload_uid")) {
        labels.put(side + "_" + name, "absent");
      }
      labels.put(side + "_labels", "");
      labels.put(side + "_ip", "0.0.0.0");
      JsonNode inputs = vector.get("inputs");
      if (inputs.has(side + "_uid")) {
        labels.put(side + "_uid", inputs.get(side + "_uid").stringValue());
      }
      if (inputs.has(side + "_ip")) {
        labels.put(side + "_ip", inputs.get(side + "_ip").stringValue());
      }
    }
    labels.put("destination_container_name", "absent");
    vector
        .get("expected_output_template_fields")
        .properties()
        .forEach(each -> put(labels, each.getKey(), each.getValue()));
    return labels;
  }

  private static void put(Map<String, String> labels, String field, JsonNode value) {
    String side = field.substring(0, field.indexOf('_'));
    String name = field.substring(side.length() + 1);
    if (name.equals("labels")) {
      String joined = JsonBags.texts(value).toString().replaceAll("[{}]", "").replace(", ", "&");
      labels.put(field, joined);
    } else if (!name.equals("host_ip")) {
      labels.put(side + "_" + FIELDS.getOrDefault(name, name), value.stringValue());
    }
  }

  /** No attribute holds the node's address, so the directory itself is asked. */
  private static void assertHostAddresses(JsonNode vector) throws Exception {
    for (String side : List.of("source", "destination")) {
      JsonNode host = vector.get("expected_output_template_fields").get(side + "_host_ip");
      if (host != null) {
        String uid = vector.get("inputs").get(side + "_uid").stringValue();
        assertThat(pods().ofUid(uid).map(Pod::hostIp)).contains(host.stringValue());
      }
    }
  }

  @Test
  void whatTheReportSaysItselfStands() throws Exception {
    AttributeBag bag =
        AttributeBag.builder()
            .text("source.uid", "kubernetes://test-pod.testns")
            .text("source.workload.name", "from-the-report")
            .textMap("source.labels", Map.of("app", "mine"))
            .build();

    assertThat(labels(bag))
        .containsEntry("source_workload_name", "from-the-report")
        .containsEntry("source_labels", "app=mine")
        .containsEntry("source_workload_namespace", "testns");
  }

  @Test
  void whatWasGeneratedForOneReportDoesNotHoldForTheNext() throws Exception {
    AttributeBag known =
        AttributeBag.builder().text("source.uid", "kubernetes://test-pod.testns").build();
    AttributeBag other = AttributeBag.builder().text("source.uid", "kubernetes://x.y").build();
    byte[] deltas =
        ReportRequests.of(List.of(known, other)).toBuilder()
            .setRepeatedAttributesSemanticsValue(0)
            .build()
            .toByteArray();
    ReportIntake intake = intake();
    intake.take(deltas);

    assertThat(page(intake)).contains("source_uid=\"kubernetes://x.y\"");
    assertThat(page(intake).lines().filter(line -> line.contains("kubernetes://x.y")))
        .allSatisfy(line -> assertThat(line).contains("source_workload_name=\"absent\""));
  }

  private static AttributeBag bag(JsonNode inputs) throws IOException {
    AttributeBag.Builder bag = AttributeBag.builder();
    for (Map.Entry<String, JsonNode> input : inputs.properties()) {
      String name = input.getKey().replace('_', '.');
      if (name.endsWith(".ip")) {
        bag.raw(name, InetAddress.getByName(input.getValue().stringValue()).getAddress());
      } else if (name.endsWith(".port")) {
        bag.whole(name, input.getValue().longValue());
      } else {
        bag.text(name, input.getValue().stringValue());
      }
    }
    return bag.build();
  }

  private static Map<String, String> labels(AttributeBag bag) throws Exception {
    ReportIntake intake = intake();
    intake.take(ReportRequests.of(List.of(bag)).toByteArray());
    String page = page(intake);
    return Series.labels(page.substring(page.indexOf('{')));
  }

  private static ReportIntake intake() throws Exception {
    MixerConfiguration configuration =
        MixerConfiguration.loadAlone(List.of(resource("pod-attributes.yaml")));
    return new ReportIntake(configuration, pods(), 1_000, System::nanoTime);
  }

  private static PodDirectory pods() throws Exception {
    return PodDirectory.load(resource("pods.yaml"));
  }

  private static String page(ReportIntake intake) throws IOException {
    StringBuilder page = new StringBuilder();
    intake.write(page);
    return page.toString();
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(PodAttributesTest.class.getResource("/mixer/" + name).toURI());
  }
}
