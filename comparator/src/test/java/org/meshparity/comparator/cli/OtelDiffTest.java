package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The engine knows nothing of Istio: OpenTelemetry's HTTP conventions, old and new, of the same
 * requests.
 */
class OtelDiffTest extends DiffPages {

  private static final String PACK = "otel-http-server-ms-to-s";
  private static final double[] OLD_MS = {
    0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000
  };
  private static final double[] NEW_S = {
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
  };

  /** On bounds, beside them, and anywhere. */
  private static final long[] NANOS =
      new Random(5)
          .longs(300, 0, 12_000_000_000L)
          .flatMap(any -> LongStream.of(any, any / 1_000_000_000 * 500_000_000))
          .toArray();

  @Test
  void theSameRequestsAreAtParity() throws Exception {
    Ran ran = compared(legacy(NANOS), candidate(NANOS, "GET"));

    assertThat(ran.exitCode()).as(ran.text()).isZero();
    assertThat(ran.json().at("/coverage/decided").asDouble()).isEqualTo(1);
    assertThat(ran.json().at("/checks").valueStream())
        .filteredOn(check -> check.path("claim").asString().equals("bucket"))
        .as("shared bounds that are no thresholds")
        .hasSize(12)
        .allSatisfy(
            check -> assertThat(check.path("verdict").asString()).isEqualTo("PROVED_EQUAL"));
  }

  @Test
  void oneRequestThatMovedToTheNextBucketIsAGapThatNamesItsGroup() throws Exception {
    long[] moved = NANOS.clone();
    moved[index(moved, 4_000_000_000L, 5_000_000_000L)] = 5_100_000_000L;

    Ran ran = compared(legacy(NANOS), candidate(moved, "GET"));

    assertThat(ran.exitCode()).as(ran.text()).isEqualTo(1);
    JsonNode gap =
        ran.checks("PROVED_DIFFERENT").stream()
            .filter(check -> check.path("claim").asString().equals("bucket"))
            .findFirst()
            .orElseThrow();
    assertThat(gap.path("bound").asDouble()).isEqualTo(5);
    assertThat(gap.path("because").asString())
        .isEqualTo("candidate counted at least 1 requests less up to 5");
    assertThat(gap.at("/group/http_route").asString()).isEqualTo("/cart/{id}");
    assertThat(gap.at("/group/http_request_method").asString()).isEqualTo("GET");
  }

  @Test
  void aMethodThatTheNewConventionsDoNotKnowIsOther() throws Exception {
    List<String> legacy =
        legacy(NANOS).stream().map(line -> line.replace("\"GET\"", "\"BREW\"")).toList();

    assertThat(compared(legacy, candidate(NANOS, "_OTHER")).exitCode()).isZero();
    assertThat(compared(legacy, candidate(NANOS, "GET")).exitCode()).isEqualTo(1);
  }

  @Test
  void aMissingRequestIsAGap() throws Exception {
    long[] fewer = Arrays.copyOf(NANOS, NANOS.length - 1);

    Ran ran = compared(legacy(NANOS), candidate(fewer, "GET"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.text()).contains("candidate counted at least 1 requests less");
  }

  private Ran compared(List<String> legacy, List<String> candidate) throws Exception {
    return ran(
        "--pack", PACK, "--legacy", page("old", legacy), "--candidate", page("new", candidate));
  }

  private static List<String> legacy(long[] nanos) {
    double[] values = DoubleStream.of(longs(nanos)).map(n -> n / 1e6).toArray();
    return histogram(
        "http_server_duration_milliseconds",
        "http_method=\"GET\",http_status_code=\"200\",http_route=\"/cart/{id}\",http_scheme=\"http\","
            + "net_protocol_name=\"HTTP\",net_protocol_version=\"2.0\",net_host_name=\"shop\"",
        OLD_MS,
        values);
  }

  private static List<String> candidate(long[] nanos, String method) {
    double[] values = DoubleStream.of(longs(nanos)).map(n -> n / 1e9).toArray();
    return histogram(
        "http_server_request_duration_seconds",
        "http_request_method=\""
            + method
            + "\",http_response_status_code=\"200\",http_route=\"/cart/{id}\",url_scheme=\"http\","
            + "network_protocol_name=\"http\",network_protocol_version=\"2\"",
        NEW_S,
        values);
  }

  private static double[] longs(long[] nanos) {
    return LongStream.of(nanos).asDoubleStream().toArray();
  }

  private static List<String> histogram(
      String name, String labels, double[] bounds, double[] values) {
    List<String> page = new ArrayList<>();
    for (double bound : bounds) {
      long upTo = DoubleStream.of(values).filter(value -> value <= bound).count();
      page.add(name + "_bucket{" + labels + ",le=\"" + bound + "\"} " + upTo);
    }
    page.add(name + "_bucket{" + labels + ",le=\"+Inf\"} " + values.length);
    page.add(name + "_sum{" + labels + "} " + DoubleStream.of(values).sum());
    page.add(name + "_count{" + labels + "} " + values.length);
    return page;
  }

  private static int index(long[] nanos, long from, long to) {
    for (int i = 0; i < nanos.length; i++) {
      if (nanos[i] > from && nanos[i] < to) {
        return i;
      }
    }
    throw new AssertionError("no request between " + from + " and " + to);
  }
}
