package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.meshparity.rules.Packs;
import tools.jackson.databind.JsonNode;

/**
 * Each known difference of the Istio pack on pages: one case that it explains, and one that looks
 * like it and is a gap all the same.
 */
class IstioDifferencesTest extends DiffPages {

  private static final String PACK = "istio-mixer-to-inproxy";

  /**
   * A row of the table.
   *
   * @param id of the known difference
   * @param setting release and options, as behind the pack's name
   * @param series with which the group counts
   * @param labels of the group
   * @param legacy what legacy counted
   * @param candidate what candidate counted
   * @param otherSetting of the case that is not explained; so the others, where they differ
   */
  record Case(
      String id,
      String setting,
      String series,
      String labels,
      int legacy,
      int candidate,
      String otherSetting,
      String otherLabels,
      int otherLegacy,
      int otherCandidate) {

    @Override
    public String toString() {
      return id;
    }
  }

  private static final String REQUESTS = "istio_requests_total";
  private static final String TCP_SENT = "istio_tcp_sent_bytes_total";
  private static final String AT_SERVER =
      "reporter=destination,request_protocol=http,source_workload=";
  private static final String AT_CLIENT = "reporter=source,response_code=200,destination_workload=";

  static final List<Case> CASES =
      List.of(
          row("probes-counted", "", REQUESTS, AT_SERVER + "unknown", 100, 160)
              .but("", AT_SERVER + "unknown", 100, 40),
          row("callers-outside-the-mesh", "", REQUESTS, grpcAtServer("unknown"), 100, 200)
              .but("", grpcAtServer("reviews-v1"), 100, 200),
          row("failed-at-the-client", "", REQUESTS, failed("DC", "unknown"), 0, 7)
              .but("", failed("DC", "reviews-v1"), 0, 7),
          row("no-peer-no-namespace", "", REQUESTS, AT_CLIENT + "unknown", 9, 0)
              .but("", AT_CLIENT + "reviews-v1", 9, 0),
          row("undeclared-inbound-ports", "", REQUESTS, named("InboundPassthroughCluster"), 0, 5)
              .but("", named("reviews"), 0, 5),
          row("host-header-as-service", "@1.5.1", REQUESTS, service("unknown"), 8, 0)
              .but("@1.5.1", service("reviews-v1"), 8, 0),
          row("egress-not-counted", "@1.5.0", REQUESTS, named("PassthroughCluster"), 8, 0)
              .but("@1.6", named("PassthroughCluster"), 8, 0),
          row("tcp-blackhole-not-counted", "@1.5.1", TCP_SENT, black("BlackHoleCluster"), 8, 0)
              .but("@1.5.1", black("reviews"), 8, 0),
          row("no-tcp-yet", "@1.4", TCP_SENT, AT_CLIENT + "redis", 1000, 0)
              .but("", AT_CLIENT + "redis", 1000, 0),
          row("tcp-without-mtls", "", TCP_SENT, AT_CLIENT + "unknown", 0, 1000)
              .but("", AT_CLIENT + "unknown", 1000, 0),
          row("tcp-only-at-close", "@1.5.0", TCP_SENT, AT_CLIENT + "redis", 1000, 400)
              .but("@1.5.1", AT_CLIENT + "redis", 1000, 400),
          row("tcp-first-bytes-twice", "@1.6,policy-checks", TCP_SENT, AT_CLIENT + "db", 382, 191)
              .but("@1.6,policy-checks", AT_CLIENT + "db", 384, 191),
          row("denied-by-policy", "@1.5,policy-checks", REQUESTS, denied(), 10, 0)
              .but("@1.5", denied(), 10, 0));

  @ParameterizedTest
  @FieldSource("CASES")
  void explainsItsOwnCase(Case known) throws Exception {
    Ran ran = compared(known.setting(), known, known.labels(), known.legacy(), known.candidate());

    assertThat(gaps(ran)).isNotEmpty();
    assertThat(gaps(ran))
        .allSatisfy(gap -> assertThat(gap.path("explainedBy").asString()).isEqualTo(known.id()));
    assertThat(ran.exitCode()).as(ran.reasons()).isZero();
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void doesNotExplainWhatOnlyLooksLikeIt(Case known) throws Exception {
    Ran ran =
        compared(
            known.otherSetting(),
            known,
            known.otherLabels(),
            known.otherLegacy(),
            known.otherCandidate());

    assertThat(gaps(ran)).anySatisfy(gap -> assertThat(gap.path("explainedBy").isNull()).isTrue());
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  /** From 1.5 on sizes hold headers; how many requests there were must agree all the same. */
  @ParameterizedTest
  @CsvSource({"@1.5, 20, 0", "@1.4, 20, 1", "'', 20, 1", "@1.5, 19, 1", "@1.5, 10, 1"})
  void headersExplainLargerSizesAndNoMissingRequest(String setting, int count, int exitCode)
      throws Exception {
    Ran ran =
        ran(
            "--pack",
            PACK + setting,
            "--legacy",
            page("mixer", sizes(20, 0, "inclusive")),
            "--candidate",
            page("proxies", sizes(count, 266, "strict")));

    assertThat(ran.exitCode()).as(ran.reasons()).isEqualTo(exitCode);
    Set<String> explained = new TreeSet<>();
    gaps(ran).forEach(gap -> explained.add(gap.path("explainedBy").asString("none")));
    if (exitCode == 0) {
      assertThat(explained).containsExactly("headers-in-size-means", "headers-in-sizes");
    } else {
      assertThat(explained).contains("none");
    }
  }

  @Test
  void everyKnownDifferenceOfThePackIsInTheTable() {
    Set<String> ids = new TreeSet<>();
    Matcher id = Pattern.compile("- id: ([a-z-]+)\n").matcher(knownDifferences());
    while (id.find()) {
      ids.add(id.group(1));
    }
    Set<String> covered = new TreeSet<>(Set.of("headers-in-sizes", "headers-in-size-means"));
    CASES.forEach(known -> covered.add(known.id()));

    assertThat(covered).isEqualTo(ids);
  }

  /** Up to the next key of the pack. */
  private static String knownDifferences() {
    String yaml = Packs.yaml(PACK);
    int from = yaml.indexOf("known-differences:");
    return yaml.substring(from, yaml.indexOf("losses:", from));
  }

  private Ran compared(String setting, Case known, String labels, int legacy, int candidate)
      throws Exception {
    return ran(
        "--pack",
        PACK + setting,
        "--legacy",
        page("mixer", lines(known.series(), labels, legacy)),
        "--candidate",
        page("proxies", lines(known.series(), labels, candidate)));
  }

  /** The group, and another one that is equal on both sides, so that there is traffic. */
  private static List<String> lines(String series, String labels, int count) {
    String quoted = labels.replaceAll("=([^,]+)", "=\"$1\"");
    return List.of(
        REQUESTS + "{reporter=\"source\",source_workload=\"equal\",response_code=\"200\"} 1000",
        series + "{" + quoted + "} " + count);
  }

  private static List<String> sizes(int count, int headers, String edges) {
    List<String> page = new ArrayList<>();
    String name = "istio_request_bytes";
    String labels = "reporter=\"source\",source_workload=\"a\",destination_workload=\"b\"";
    double[] bounds = {1, 10, 100, 1000, 10_000, Double.POSITIVE_INFINITY};
    for (double bound : bounds) {
      long below = 0;
      for (int i = 0; i < count; i++) {
        double size = 5 * i + headers;
        below += edges.equals("strict") ? (size < bound ? 1 : 0) : (size <= bound ? 1 : 0);
      }
      String le = Double.isInfinite(bound) ? "+Inf" : Double.toString(bound);
      page.add(name + "_bucket{" + labels + ",le=\"" + le + "\"} " + below);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 5 * i + headers;
    }
    page.add(name + "_sum{" + labels + "} " + sum);
    page.add(name + "_count{" + labels + "} " + count);
    return page;
  }

  private static List<JsonNode> gaps(Ran ran) {
    return ran.json()
        .path("checks")
        .valueStream()
        .filter(check -> check.path("verdict").asString().matches("PROVED_DIFFERENT|MISSING_.*"))
        .toList();
  }

  private static String grpcAtServer(String caller) {
    return "reporter=destination,request_protocol=grpc,source_workload=" + caller;
  }

  private static String failed(String flags, String callee) {
    return "reporter=source,response_code=0,response_flags="
        + flags
        + ",destination_workload="
        + callee;
  }

  private static String named(String service) {
    return "reporter=destination,source_workload=a,destination_service_name=" + service;
  }

  private static String service(String callee) {
    return "reporter=source,source_workload=a,destination_service=unknown,destination_workload="
        + callee;
  }

  private static String black(String cluster) {
    return "reporter=source,destination_workload=b,destination_service_name=" + cluster;
  }

  private static String denied() {
    return "reporter=destination,source_workload=a,response_code=401,response_flags=UAEX";
  }

  private static Row row(
      String id, String setting, String series, String labels, int legacy, int candidate) {
    return new Row(id, setting, series, labels, legacy, candidate);
  }

  /** The explained half of a row. */
  private record Row(
      String id, String setting, String series, String labels, int legacy, int candidate) {
    Case but(String otherSetting, String otherLabels, int otherLegacy, int otherCandidate) {
      return new Case(
          id,
          setting,
          series,
          labels,
          legacy,
          candidate,
          otherSetting,
          otherLabels,
          otherLegacy,
          otherCandidate);
    }
  }
}
