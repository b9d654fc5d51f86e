package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the two generations of Istio spell differently is one thing, by release; and what only looks
 * alike is not.
 */
class IstioMappingsTest extends DiffPages {

  private static final String PACK = "istio-mixer-to-inproxy";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // release | series | what v1 says | what v2 says
        "'' | istio_requests_total | connection_security_policy=mutual_tls | connection_security_policy=MUTUAL_TLS",
        "'' | istio_requests_total | connection_security_policy=none | connection_security_policy=none",
        "'' | istio_requests_total | reporter=destination;source_principal=td/ns/a | reporter=destination;source_principal=spiffe://td/ns/a",
        "'' | istio_requests_total | reporter=source;source_principal=unknown | reporter=source;source_principal=spiffe://td/ns/a",
        "'@1.3' | istio_requests_total | reporter=destination;source_principal=td/ns/a | reporter=destination;source_principal=unknown",
        "'' | istio_requests_total | response_code=500;response_flags=DC | response_code=0;response_flags=DC",
        "'' | istio_requests_total | request_protocol=grpc | request_protocol=grpc;grpc_response_status=2",
        "'@1.5' | istio_requests_total | request_protocol=grpc;grpc_response_status=7 | request_protocol=grpc;grpc_response_status=7",
        "'@1.3' | istio_requests_total | response_flags=UH | response_flags=-.",
        "'@1.3' | istio_requests_total | destination_service=r.ns.svc;destination_service_name=r | destination_service=r:9080;destination_service_name=r-v1",
        "'' | istio_requests_total | source_app=unknown | source_workload=w",
        "'' | istio_requests_total | permissive_response_code=none | source_canonical_service=w",
        "'' | istio_tcp_sent_bytes_total | reporter=source | reporter=source;request_protocol=tcp",
        "'' | istio_tcp_sent_bytes_total | reporter=source | reporter=source;request_protocol=tcp;response_flags=UF",
        "'' | istio_tcp_received_bytes_total | reporter=destination;destination_service=unknown | reporter=destination;destination_service=r;destination_service_name=r",
        "'' | istio_tcp_connections_opened_total | reporter=destination;source_app=a;connection_security_policy=none | reporter=destination;connection_security_policy=none",
        "'' | istio_tcp_connections_closed_total | reporter=destination;source_app=a;connection_security_policy=mutual_tls | reporter=destination;source_app=a;connection_security_policy=MUTUAL_TLS",
      })
  void isEqual(String release, String series, String legacy, String candidate) throws Exception {
    Ran ran = compared(release, series, legacy, candidate, 7);

    assertThat(ran.exitCode()).as(ran.text()).isZero();
    assertThat(ran.checks("PROVED_EQUAL")).isNotEmpty();
    assertThat(compared(release, series, legacy, candidate, 8).exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | istio_requests_total | reporter=destination;source_principal=td/ns/a | reporter=destination;source_principal=td/ns/b",
        "'' | istio_requests_total | reporter=destination;source_principal=td/ns/a | reporter=destination;source_principal=unknown",
        "'@1.4' | istio_requests_total | response_flags=UH | response_flags=UF",
        "'@1.4' | istio_requests_total | destination_service_name=r | destination_service_name=r-v1",
        "'' | istio_requests_total | response_code=500 | response_code=503",
        "'' | istio_requests_total | request_protocol=grpc;grpc_response_status=7 | request_protocol=grpc;grpc_response_status=2",
        "'' | istio_tcp_sent_bytes_total | reporter=source;destination_service=r | reporter=source;destination_service=s",
        "'' | istio_tcp_sent_bytes_total | reporter=destination;source_app=a;connection_security_policy=mutual_tls | reporter=destination;source_app=b;connection_security_policy=mutual_tls",
      })
  void isNotEqual(String release, String series, String legacy, String candidate) throws Exception {
    assertThat(compared(release, series, legacy, candidate, 7).exitCode()).isEqualTo(1);
  }

  private Ran compared(String release, String series, String legacy, String candidate, int count)
      throws Exception {
    return ran(
        "--pack",
        PACK + release,
        "--legacy",
        page("mixer", List.of(line(series, legacy, 7))),
        "--candidate",
        page("proxies", List.of(line(series, candidate, count))));
  }

  private static String line(String series, String labels, int count) {
    String said = ";" + labels;
    String workload = said.contains(";source_workload=") ? "" : ";source_workload=w";
    String peer = ";destination_workload=d";
    boolean plainTcp = said.contains("connection_security_policy=none") && series.contains("tcp");
    String quoted =
        (labels + (plainTcp ? "" : workload) + peer)
            .replace("response_flags=-.", "response_flags=-")
            .replaceAll("=([^;]+)", "=\"$1\"")
            .replace(';', ',');
    return series + "{" + quoted + "} " + count;
  }
}
