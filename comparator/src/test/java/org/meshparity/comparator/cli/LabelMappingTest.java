package org.meshparity.comparator.cli;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which label is which (SEMANTICS 4), one mapping at a time. */
class LabelMappingTest extends MappingPages {

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
}
