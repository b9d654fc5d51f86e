package org.meshparity.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.mesh.ScrapeTarget;

class PrometheusConfigTest {

  @Test
  void targetsOfOneJobStandTogetherWithTheirLabels() {
    String yaml =
        PrometheusConfig.yaml(
            List.of(
                target("envoy-stats", "127.0.0.1:15090", Map.of("app", "a", "pod_name", "a-1")),
                target("istio-mesh", "127.0.0.1:42422", Map.of()),
                target("envoy-stats", "127.0.0.1:15091", Map.of("app", "b"))),
            Duration.ofMillis(1500));

    assertThat(yaml)
        .isEqualTo(
            """
            global:
              scrape_interval: 1500ms
              scrape_timeout: 1500ms
            scrape_configs:
              - job_name: "envoy-stats"
                metrics_path: "/stats"
                static_configs:
                  - targets: ["127.0.0.1:15090"]
                    labels: {app: "a", pod_name: "a-1"}
                  - targets: ["127.0.0.1:15091"]
                    labels: {app: "b"}
              - job_name: "istio-mesh"
                metrics_path: "/stats"
                static_configs:
                  - targets: ["127.0.0.1:42422"]
                    labels: {}
            """);
  }

  @Test
  void noLabelCanBecomeYaml() {
    String yaml =
        PrometheusConfig.yaml(
            List.of(target("j", "h:1", Map.of("app", "a\"}\n- job_name: \\x"))),
            Duration.ofSeconds(1));

    assertThat(yaml).contains("labels: {app: \"a\\\"}\\n- job_name: \\\\x\"}");
  }

  private static ScrapeTarget target(String job, String address, Map<String, String> labels) {
    return new ScrapeTarget(job, address, "/stats", labels);
  }
}
