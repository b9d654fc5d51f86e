package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published schema takes what the contract says and nothing else. That real reports satisfy it
 * is checked wherever {@link Ran} runs a command.
 */
class ReportSchemaTest {

  @TempDir private Path folder;
  private ObjectNode report;

  @BeforeEach
  void aReportWithAGap() throws IOException, URISyntaxException {
    Path pack = Path.of(getClass().getResource("/packs/same-names.yaml").toURI());
    String series = "istio_requests_total{source_workload=\"a\"} ";
    Path legacy = Files.writeString(folder.resolve("legacy"), series + "5\n");
    Path candidate = Files.writeString(folder.resolve("candidate"), series + "3\n");
    String[] words = {
      "--pack", pack.toString(), "--legacy", legacy.toString(), "--candidate", candidate.toString()
    };
    report = (ObjectNode) Ran.of(new DiffCommand(), folder, words).json();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/decision",
        "/pack",
        "/window",
        "/settings",
        "/sides",
        "/sides/legacy",
        "/coverage",
        "/metrics/0",
        "/metrics/0/counts",
        "/counts",
        "/checks/0",
        "/checks/0/legacy",
        "/causes/0"
      })
  void everyFieldIsThereAndNoOther(String place) {
    ObjectNode whole = (ObjectNode) report.at(place);
    for (String field : List.copyOf(whole.propertyNames())) {
      ObjectNode broken = report.deepCopy();
      ((ObjectNode) broken.at(place)).remove(field);
      assertThat(isValid(broken)).as("%s without %s", place, field).isFalse();
    }
    whole.put("surprise", 1);
    assertThat(isValid(report)).as("%s with a surprise", place).isFalse();
  }

  @Test
  void theFirstCheckIsTheGapWithEveryFieldInItsOrder() {
    assertThat(report.at("/checks/0").propertyNames())
        .containsExactly(
            "id",
            "metric",
            "claim",
            "gating",
            "basis",
            "bound",
            "quantile",
            "group",
            "start",
            "end",
            "since",
            "verdict",
            "legacy",
            "candidate",
            "unit",
            "atLeast",
            "because",
            "remedy",
            "cause",
            "explainedBy",
            "evidence");
    assertThat(report.at("/checks/0/atLeast").asInt()).isEqualTo(2);
    assertThat(report.at("/checks/0/bound").isNull()).isTrue();
  }

  @Test
  void aGapThatPassesIsNoReport() {
    ((ObjectNode) report.path("decision")).put("passes", true);

    assertThat(isValid(report)).isFalse();
  }

  @Test
  void aGapWithoutASizeIsNoReport() {
    ((ObjectNode) report.at("/checks/0")).putNull("atLeast");

    assertThat(isValid(report)).isFalse();
  }

  private static boolean isValid(ObjectNode report) {
    return Ran.SCHEMA.validate(report.toString(), InputFormat.JSON).isEmpty();
  }
}
