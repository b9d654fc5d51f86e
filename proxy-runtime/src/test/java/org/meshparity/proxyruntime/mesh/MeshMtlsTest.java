package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.sidecar.Mtls;

/** The whole mesh with mutual TLS on every hop between sidecars. */
class MeshMtlsTest {

  private static final String[] GROUP = {
    "source_workload",
    "source_principal",
    "destination_workload",
    "destination_principal",
    "response_code",
    "connection_security_policy"
  };

  @Test
  void bothGeneratorsCountTheSameRequestsOfTheSamePrincipals() throws Exception {
    MeshSettings strict =
        MeshTest.busy().withIstioVersion("1.5").withMtls(new Mtls(true, "td.example"));
    try (Mesh mesh = Mesh.start(strict)) {
      Exposition candidate = MeshTest.drained(mesh, 60);
      MeshTest.awaitMixer(mesh, candidate.sum(MeshTest.REPORTS));
      Exposition legacy = Exposition.read(mesh.targets(), "istio-mesh");

      Map<String, Double> inbound = inbound(candidate);
      assertThat(inbound).isEqualTo(inbound(legacy)).isNotEmpty();
      assertThat(inbound.keySet())
          .allMatch(group -> group.contains("|mutual_tls|"))
          .anyMatch(
              group ->
                  group.startsWith(
                      "istio-ingressgateway|td.example/ns/istio-system/sa/"
                          + "istio-ingressgateway-service-account|productpage-v1|"
                          + "td.example/ns/default/sa/bookinfo-productpage|"));
      assertThat(principals(candidate, "source"))
          .allMatch(p -> p.startsWith("spiffe://td.example/"));
      assertThat(principals(legacy, "source")).containsExactly("unknown|");
    }
  }

  /** Requests by group as the destinations' sidecars have them, the scheme left out. */
  private static Map<String, Double> inbound(Exposition page) {
    Map<String, Double> groups = new TreeMap<>();
    page.sums("istio_requests_total", labels -> is(labels, "destination"), GROUP)
        .forEach((group, value) -> groups.put(group.replace("spiffe://", ""), value));
    return groups;
  }

  private static Set<String> principals(Exposition page, String reporter) {
    return page.sums("istio_requests_total", labels -> is(labels, reporter), "source_principal")
        .keySet();
  }

  private static boolean is(Map<String, String> labels, String reporter) {
    return reporter.equals(labels.get("reporter"));
  }
}
