package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which series is which (SEMANTICS 4), one mapping of names and types at a time. */
class NameMappingTest extends MappingPages {

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
}
