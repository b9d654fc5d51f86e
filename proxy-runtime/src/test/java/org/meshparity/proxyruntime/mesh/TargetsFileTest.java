package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TargetsFileTest {

  @Test
  void jobAndPathTravelAsLabelsAndNothingElseIsLeft(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("targets.json");
    Files.writeString(file, "old");
    TargetsFile.write(
        file,
        List.of(
            new ScrapeTarget(
                "envoy-stats", "mesh:15090", "/stats/prometheus", Map.of("pod_name", "p"))));

    JsonNode group = JsonMapper.shared().readTree(Files.readString(file)).get(0);
    assertThat(group.at("/targets/0").stringValue()).isEqualTo("mesh:15090");
    assertThat(group.at("/labels/job").stringValue()).isEqualTo("envoy-stats");
    assertThat(group.at("/labels/__metrics_path__").stringValue()).isEqualTo("/stats/prometheus");
    assertThat(group.at("/labels/pod_name").stringValue()).isEqualTo("p");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
