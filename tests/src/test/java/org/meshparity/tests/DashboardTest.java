package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The provisioning of Grafana, held together: Grafana itself is not run by any test. What its
 * panels ask is tried in {@link DashboardQueriesTest}.
 */
class DashboardTest {

  private static final String PROVISIONING = "docker/grafana/provisioning/";

  @Test
  void everythingAsksTheProvisionedDataSource() throws IOException {
    Map<?, ?> file = ComposeFile.yaml(PROVISIONING + "datasources/prometheus.yml");
    Map<?, ?> source = (Map<?, ?>) ComposeFile.list(file, "datasources").get(0);

    assertThat(source.get("url")).isEqualTo("http://prometheus:9090");
    for (Dashboard dashboard : Dashboard.all()) {
      assertThat(dashboard.datasources())
          .isNotEmpty()
          .allMatch(named -> named.path("uid").stringValue().equals(source.get("uid")));
    }
  }

  @Test
  void dashboardsAreMountedWhereTheyAreLookedFor() throws IOException {
    Map<?, ?> file = ComposeFile.yaml(PROVISIONING + "dashboards/meshparity.yml");
    Map<?, ?> provider = (Map<?, ?>) ComposeFile.list(file, "providers").get(0);
    Object path = ComposeFile.map(provider, "options").get("path");

    assertThat(ComposeFile.read().service("grafana").texts("volumes"))
        .contains("./docker/grafana/provisioning:/etc/grafana/provisioning:ro")
        .contains("./" + Dashboard.FOLDER + ":" + path + ":ro");
  }

  @Test
  void dashboardsAndPanelsHaveIdsOfTheirOwn() throws IOException {
    List<Dashboard> dashboards = Dashboard.all();

    assertThat(dashboards)
        .extracting(Dashboard::uid)
        .containsExactlyInAnyOrder("meshparity-parity", "meshparity-mesh");
    for (Dashboard dashboard : dashboards) {
      assertThat(dashboard.panelIds()).isNotEmpty().doesNotHaveDuplicates();
    }
  }
}
