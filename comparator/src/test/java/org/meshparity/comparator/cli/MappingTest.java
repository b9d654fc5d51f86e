package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshparity.rules.Packs;

/**
 * Which series is which (SEMANTICS 4), one mapping of names or labels at a time: equal traffic is
 * at parity under it, and one event more is a gap.
 */
class MappingTest extends DiffPages {

  private static final String TAIL =
      "    provenance: {url: \"https://example.com\", versions: any, checked: 2026-11-25}\n";

  @Test
  void aLabelIsRenamedDroppedAndGivenADefault() throws Exception {
    Path pack =
        pack(
            "[shop]",
            counter("{series: a_total}", "{series: b_total}"),
            "  - {label: shop, legacy: {from: store}, candidate: {values: {\"\": none}}}");

    parity(
        pack,
        List.of("a_total{store=\"x\",extra=\"1\"} 3", "a_total{store=\"none\"} 4"),
        List.of("b_total{shop=\"x\",pod=\"p\"} 1", "b_total{shop=\"x\"} 2", "b_total 4"));
  }

  @Test
  void valuesAreMappedByWordByExpressionByCaseByPrefixAndByPort() throws Exception {
    Path pack =
        pack(
            "[code, path, policy, principal, host, method]",
            counter("{series: a_total}", "{series: b_total}"),
            """
              - {label: code, legacy: {values: {"0": "500"}}}
              - {label: path, legacy: {regex: {match: "(/api)/v1(.*)", replace: "$1$2"}}}
              - {label: policy, legacy: {case: lower}}
              - {label: principal, legacy: {strip-prefix: "spiffe://"}}
              - {label: host, legacy: {strip: port}}
              - {label: method, legacy: {values: {GET: GET, PUT: PUT}, otherwise: _OTHER}}""");
    String legacy =
        "a_total{code=\"0\",path=\"/api/v1/x\",policy=\"TLS\",principal=\"spiffe://a\","
            + "host=\"h:80\",method=\"BREW\"} ";
    String candidate =
        "b_total{code=\"500\",path=\"/api/x\",policy=\"tls\",principal=\"a\","
            + "host=\"h\",method=\"_OTHER\"} ";

    parity(pack, List.of(legacy + 7), List.of(candidate + 7));
    gap(pack, List.of(legacy + 7), List.of(candidate + 8), "candidate counted at least 1");
  }

  @Test
  void twoLabelsBecomeOneAndOneBecomesTwo() throws Exception {
    Path pack =
        pack(
            "[rpc_method, path, query]",
            counter("{series: a_total}", "{series: b_total}"),
            """
              - {label: rpc_method, legacy: {join: {labels: [service, method], with: "/"}}}
              - {label: path, legacy: {from: target, regex: {match: "([^?]*)(?:[?].*)?", replace: "$1"}}}
              - {label: query, legacy: {from: target, regex: {match: "[^?]*[?]?(.*)", replace: "$1"}}}""");

    parity(
        pack,
        List.of("a_total{service=\"s\",method=\"m\",target=\"/p?q=1\"} 3"),
        List.of("b_total{rpc_method=\"s/m\",path=\"/p\",query=\"q=1\"} 3"));
  }

  @Test
  void severalNamesOfLegacyBecomeOneThatTellsThemByALabel() throws Exception {
    Path pack =
        pack(
            "[operation]",
            counter(
                """
                {parts: [
                      {series: published_total, labels: {operation: publish}},
                      {series: received_total, labels: {operation: receive}}]}""",
                "{series: operations_total}"),
            "");
    List<String> legacy = List.of("published_total 5", "received_total 7");

    parity(
        pack,
        legacy,
        List.of(
            "operations_total{operation=\"publish\"} 5",
            "operations_total{operation=\"receive\"} 7"));
    gap(
        pack,
        legacy,
        List.of(
            "operations_total{operation=\"publish\"} 7",
            "operations_total{operation=\"receive\"} 5"),
        "candidate counted at least 2");
  }

  @Test
  void anEnumerationBecomesOneNameForEachOfItsWords() throws Exception {
    Path pack =
        pack(
            "[state, shop]",
            counter(
                "{series: jobs_total}",
                """
                {parts: [
                      {series: jobs_done_total, labels: {state: done}},
                      {series: jobs_failed_total, labels: {state: failed}}]}"""),
            "");

    parity(
        pack,
        List.of(
            "jobs_total{state=\"done\",shop=\"a\"} 5", "jobs_total{state=\"failed\",shop=\"a\"} 1"),
        List.of("jobs_done_total{shop=\"a\"} 5", "jobs_failed_total{shop=\"a\"} 1"));
  }

  @Test
  void anEnumerationBecomesOneFlagForEachOfItsWords() throws Exception {
    Path pack =
        pack(
            "[state]",
            counter("{series: jobs_total}", "{series: b_total}"),
            """
              - label: state
                candidate:
                  join: {labels: [done, failed], with: "|"}
                  values: {"true|false": done, "false|true": failed}""");

    parity(
        pack,
        List.of("jobs_total{state=\"done\"} 5", "jobs_total{state=\"failed\"} 1"),
        List.of(
            "b_total{done=\"true\",failed=\"false\"} 5",
            "b_total{done=\"false\",failed=\"true\"} 1"));
  }

  @Test
  void severalNamesThatAreOneAreAddedUpBeforeAnythingIsCompared() throws Exception {
    Path pack =
        pack(
            "[shop]",
            counter("{parts: [{series: a_total}, {series: b_total}]}", "{series: c_total}"),
            "");

    parity(
        pack,
        List.of("a_total{shop=\"x\"} 3", "b_total{shop=\"x\"} 4"),
        List.of("c_total{shop=\"x\"} 7"));
  }

  @Test
  void oneNameIsPickedApartByItsLabels() throws Exception {
    String metrics =
        counter("good", "{series: a_total, where: 'ok=\"yes\"'}", "{series: good_total}")
            + counter("bad", "{series: a_total, where: 'ok=\"no\"'}", "{series: bad_total}");
    Path pack = pack("[shop]", metrics, "");

    parity(
        pack,
        List.of("a_total{ok=\"yes\",shop=\"x\"} 5", "a_total{ok=\"no\",shop=\"x\"} 2"),
        List.of("good_total{shop=\"x\"} 5", "bad_total{shop=\"x\"} 2"));
  }

  @Test
  void aCounterMayHaveItsSuffixOrNot() throws Exception {
    Path pack = pack("[shop]", counter("{series: [a, a_total]}", "{series: [b_total, b]}"), "");

    parity(pack, List.of("a{shop=\"x\"} 5"), List.of("b_total{shop=\"x\"} 5"));
    parity(pack, List.of("a_total{shop=\"x\"} 5"), List.of("b{shop=\"x\"} 5"));
  }

  @Test
  void twoNamesThatMayBeCopiesDecideNothing() throws Exception {
    Path pack = pack("[shop]", counter("{series: [a, a_total]}", "{series: b}"), "");

    Ran ran = compared(pack, List.of("a 5", "a_total 5"), List.of("b 5"));

    assertThat(ran.outcome()).isEqualTo("UNDECIDED");
    assertThat(ran.text()).contains("nothing tells whether one is a copy of the other");
  }

  @Test
  void ofASummaryTheCountAndTheMeanAreCompared() throws Exception {
    Path pack =
        pack(
            "[shop]",
            """
              - name: time
                type: summary
                unit: milliseconds
                legacy: {series: a_seconds, factor: 1000, lag: 0s}
                candidate: {series: b_milliseconds, lag: 0s}
            """
                + TAIL,
            "");
    List<String> legacy =
        List.of(
            "a_seconds{shop=\"x\",quantile=\"0.5\"} 0.1",
            "a_seconds_sum{shop=\"x\"} 0.5",
            "a_seconds_count{shop=\"x\"} 4");

    parity(
        pack,
        legacy,
        List.of("b_milliseconds_sum{shop=\"x\"} 500", "b_milliseconds_count{shop=\"x\"} 4"));
    gap(
        pack,
        legacy,
        List.of("b_milliseconds_sum{shop=\"x\"} 500", "b_milliseconds_count{shop=\"x\"} 5"),
        "candidate counted at least 1");
    gap(
        pack,
        legacy,
        List.of("b_milliseconds_sum{shop=\"x\"} 900", "b_milliseconds_count{shop=\"x\"} 4"),
        "mean");
  }

  @Test
  void boundsAreNumbersHoweverTheyAreWritten() throws Exception {
    Path pack =
        pack(
            "[shop]",
            """
              - name: time
                type: histogram
                unit: seconds
                legacy: {series: a, lag: 0s}
                candidate: {series: b, lag: 0s}
            """
                + TAIL,
            "");

    parity(
        pack,
        List.of("a_bucket{le=\"1\"} 2", "a_bucket{le=\"+Inf\"} 3", "a_sum 4", "a_count 3"),
        List.of("b_bucket{le=\"1e+00\"} 2", "b_bucket{le=\"Inf\"} 3", "b_sum 4", "b_count 3"));
  }

  /** No page of text shows a native histogram; where it shows a classic one, that is compared. */
  @Test
  void aPageShowsClassicBucketsOfWhatIsStoredNatively() throws Exception {
    Path pack =
        pack(
            "[shop]",
            """
              - name: time
                type: histogram
                unit: seconds
                legacy: {series: a, lag: 0s}
                candidate: {series: b, buckets: native, lag: 0s}
            """
                + TAIL,
            "");

    parity(
        pack,
        List.of("a_bucket{le=\"1\"} 2", "a_bucket{le=\"+Inf\"} 3", "a_sum 4", "a_count 3"),
        List.of("b_bucket{le=\"1\"} 2", "b_bucket{le=\"Inf\"} 3", "b_sum 4", "b_count 3"));
  }

  @Test
  void namesMayHaveAnyCharacters() throws Exception {
    Path pack =
        pack(
            "[shop]",
            counter("{series: http.server.requests}", "{series: http_server_requests_total}"),
            "  - {label: shop, legacy: {from: shop.name}}");

    parity(
        pack,
        List.of("{\"http.server.requests\",\"shop.name\"=\"x\"} 5"),
        List.of("http_server_requests_total{shop=\"x\"} 5"));
  }

  @Test
  void whatASeriesSaysMayBeReplacedWhereTheOtherSideCannotKnow() throws Exception {
    Path pack =
        pack(
            "[caller, side]",
            counter("{series: a_total}", "{series: b_total}"),
            "  - {label: caller, both: {set: {to: unknown, when: 'side=\"client\"'}}}");

    parity(
        pack,
        List.of("a_total{side=\"client\"} 5", "a_total{side=\"server\",caller=\"x\"} 6"),
        List.of(
            "b_total{side=\"client\",caller=\"x\"} 5", "b_total{side=\"server\",caller=\"x\"} 6"));
  }

  private void parity(Path pack, List<String> legacy, List<String> candidate) throws Exception {
    Ran ran = compared(pack, legacy, candidate);

    assertThat(ran.exitCode()).as(ran.text()).isZero();
    assertThat(ran.checks("PROVED_EQUAL")).as(ran.text()).isNotEmpty();
    gap(pack, legacy, oneMore(candidate), "at least 1");
  }

  private void gap(Path pack, List<String> legacy, List<String> candidate, String told)
      throws Exception {
    Ran ran = compared(pack, legacy, candidate);

    assertThat(ran.exitCode()).as(ran.text()).isEqualTo(1);
    assertThat(ran.text() + ran.json()).contains(told);
  }

  /** The last series, which is a count, counts one more; of a histogram its +Inf bucket too. */
  private static List<String> oneMore(List<String> page) {
    int last = page.size() - 1;
    return page.stream()
        .map(
            line ->
                line.equals(page.get(last)) || line.contains("le=\"Inf\"")
                    ? line.substring(0, line.lastIndexOf(' ') + 1)
                        + (Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)) + 1)
                    : line)
        .toList();
  }

  private Ran compared(Path pack, List<String> legacy, List<String> candidate) throws Exception {
    return ran(
        "--pack", pack, "--legacy", page("legacy", legacy), "--candidate", page("new", candidate));
  }

  private static String counter(String legacy, String candidate) {
    return counter("events", legacy, candidate);
  }

  private static String counter(String name, String legacy, String candidate) {
    return "  - name: "
        + name
        + "\n    type: counter\n    unit: events\n    legacy: "
        + legacy
        + "\n    candidate: "
        + candidate
        + "\n"
        + TAIL;
  }

  private Path pack(String identity, String metrics, String labels) throws Exception {
    String yaml =
        "name: mapping\nversion: 1.0.0\nidentity: "
            + identity
            + "\nsides:\n"
            + "  legacy: {selector: 'job=\"a\"', scrape-interval: 15s, lag: 0s}\n"
            + "  candidate: {selector: 'job=\"b\"', scrape-interval: 15s, lag: 0s}\n"
            + "metrics:\n"
            + metrics
            + (labels.isEmpty() ? "" : "labels:\n" + labels + "\n");
    Path file = Files.writeString(folder.resolve("mapping.yaml"), yaml);
    Packs.read(file);
    return file;
  }
}
