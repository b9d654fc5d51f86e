package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real Mixer's page against what the proxies of the same requests would show. */
class DiffCommandTest {

  @TempDir private Path folder;

  @Test
  void aRealMixersPageAndTheProxiesPageOfTheSameRequestsAreAtParity() throws Exception {
    Ran ran = istio(page("mixer", mixer()), page("proxies", ProxyPage.of(mixer())));

    assertThat(ran.reasons()).contains("no gap is proved");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.json().at("/coverage/decided").asDouble()).isEqualTo(1);
    assertThat(ran.json().at("/window/mode").asString()).isEqualTo("drained");
  }

  @Test
  void oneRequestInAnotherBucketIsAGapThatNamesTheGroup() throws Exception {
    List<String> proxies =
        ProxyPage.of(mixer()).stream()
            .map(
                line ->
                    line.contains("bounds-v1") && line.contains("milliseconds_bucket")
                        ? line.replace("le=\"25.0\"} 7", "le=\"25.0\"} 6")
                        : line)
            .toList();

    Ran ran = istio(page("mixer", mixer()), page("proxies", proxies));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.checks("PROVED_DIFFERENT"))
        .allMatch(gap -> gap.at("/group/source_workload").asString().equals("bounds-v1"));
    JsonNode gap =
        ran.checks("PROVED_DIFFERENT").stream()
            .filter(check -> check.path("claim").asString().equals("bucket"))
            .findFirst()
            .orElseThrow();
    assertThat(gap.path("bound").asInt()).isEqualTo(25);
    assertThat(gap.path("atLeast").asInt()).isEqualTo(1);
    assertThat(ran.text()).contains("bounds-v1").startsWith("GAPS");
  }

  @Test
  void aPageAgainstItselfUnderEqualNamesIsAtParity() throws Exception {
    Path page = page("mixer", mixer());

    Ran ran = ran("--pack", sameNames(), "--legacy", page, "--candidate", page);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.json().at("/counts/PROVED_DIFFERENT").asInt()).isZero();
  }

  @Test
  void equalRunsAreEqualBytes() throws Exception {
    Path page = page("mixer", mixer());
    Ran once = ran("--pack", sameNames(), "--legacy", page, "--candidate", page);
    Ran again = ran("--pack", sameNames(), "--legacy", page, "--candidate", page);

    assertThat(again).isEqualTo(once);
    assertThat(once.json().at("/window/start").asString()).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void severalPagesOfASideAreAddedUp() throws Exception {
    Path mixer = page("mixer", List.of(requests("a", "5")));
    Path one = page("one", List.of(requests("a", "2")));
    Path two = page("two", List.of(requests("a", "3")));

    assertThat(same("--legacy", mixer, "--candidate", one, two).exitCode()).isZero();
    assertThat(same("--legacy", mixer, "--candidate", one, "--candidate", two).exitCode()).isZero();
    assertThat(same("--legacy", mixer, "--candidate", one).exitCode()).isEqualTo(1);
  }

  @Test
  void withPagesBeforeOnlyTheGainCounts() throws Exception {
    Path before = page("before", List.of(requests("a", "100")));
    Path now = page("now", List.of(requests("a", "107"), requests("b", "4")));
    Path candidate = page("candidate", List.of(requests("a", "7"), requests("b", "4")));

    Ran ran = same("--legacy", now, "--legacy-before", before, "--candidate", candidate);

    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void aSeriesThatFellProvesNothingAndSaysWhereItFell() throws Exception {
    Path before = page("before", List.of(requests("a", "100"), requests("b", "1")));
    Path now = page("now", List.of(requests("a", "7"), requests("b", "9")));
    Path candidate = page("candidate", List.of(requests("a", "7"), requests("b", "8")));

    Ran ran = same("--legacy", now, "--legacy-before", before, "--candidate", candidate);

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.text())
        .contains("now.prom:1 shows 7.0 after 100.0 in the page before")
        .contains("restarted");
    assertThat(ran.checks("UNDECIDABLE")).hasSize(2); // b's process is the same one
  }

  @Test
  void aSeriesThatIsGoneProvesNothing() throws Exception {
    Path before = page("before", List.of(requests("a", "1"), requests("b", "1")));
    Path now = page("now", List.of(requests("a", "7")));
    Path candidate = page("candidate", List.of(requests("a", "6")));

    Ran ran = same("--legacy", now, "--legacy-before", before, "--candidate", candidate);

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.text()).contains("before.prom:2 has a series that the page now lacks");
  }

  @Test
  void aGroupThatOnlyOneSideShowsIsMissing() throws Exception {
    Path legacy = page("legacy", List.of(requests("a", "5"), requests("b", "3")));
    Path candidate = page("candidate", List.of(requests("a", "5")));

    Ran ran = same("--legacy", legacy, "--candidate", candidate);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.checks("MISSING_CANDIDATE")).hasSize(2);
  }

  @Test
  void whatIsNoCountIsNeverEqualNorDifferent() throws Exception {
    for (String odd : List.of("NaN", "-3", "+Inf")) {
      Path legacy = page("legacy", List.of(requests("a", odd), requests("b", "1")));
      Path candidate = page("candidate", List.of(requests("a", "5"), requests("b", "1")));

      Ran ran = same("--legacy", legacy, "--candidate", candidate);

      assertThat(ran.exitCode()).as(odd).isEqualTo(3);
      assertThat(ran.checks("UNDECIDABLE")).as(odd).hasSize(1);
    }
  }

  @Test
  void processesWithDifferentBucketsCannotBeAddedUp() throws Exception {
    List<String> whole = histogram("x", "1", "+Inf");
    Path one = page("one", whole);
    Path two = page("two", histogram("x", "2", "+Inf"));
    Path both = page("both", whole);

    Ran ran = same("--legacy", one, two, "--candidate", both);

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.text()).contains("different buckets");
  }

  @Test
  void aHistogramWithoutItsSumProvesNothing() throws Exception {
    List<String> whole = histogram("x", "1", "+Inf");
    List<String> noSum = whole.stream().filter(line -> !line.contains("_sum")).toList();

    Ran ran = same("--legacy", page("noSum", noSum), "--candidate", page("whole", whole));

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.text()).contains("a histogram without its sum");
  }

  @Test
  void aPageThatBreaksTheFormatIsUnavailableWithFileAndLine() throws Exception {
    Path good = page("good", List.of(requests("a", "5")));
    List<List<String>> pages =
        List.of(
            List.of(requests("a", "5"), "istio_requests_total{reporter=\"x"),
            List.of(requests("a", "5"), requests("a", "6")),
            List.of(requests("a", "5"), "<html>"),
            List.of(requests("a", "5"), "istio_requests_total five"),
            Stream.concat(Stream.of(requests("a", "5")), histogram("x", "1").stream()).toList());
    for (List<String> lines : pages) {
      Ran ran = same("--legacy", page("bad", lines), "--candidate", good);

      assertThat(ran.exitCode()).as("%s", lines).isEqualTo(4);
      assertThat(ran.reasons()).contains("bad.prom:2: ");
      assertThat(ran.json().at("/decision/retryAfterSeconds").isNull()).isTrue();
    }
  }

  @Test
  void aPageThatIsNotThereIsUnavailable() throws Exception {
    Path good = page("good", List.of(requests("a", "5")));

    Ran ran = same("--legacy", folder.resolve("nowhere.prom"), "--candidate", good);

    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.reasons()).contains("nowhere.prom does not exist; check the path");
  }

  @Test
  void aUrlIsShownWithoutItsSecrets() throws Exception {
    Path good = page("good", List.of(requests("a", "5")));
    String url = "http://user:secret@127.0.0.1:1/metrics?token=hidden";

    Ran ran = same("--legacy", url, "--candidate", good);

    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.reasons()).contains("http://127.0.0.1:1/metrics cannot be connected to");
    assertThat(ran.json().toString() + ran.text()).doesNotContain("secret", "hidden", "user");
  }

  @Test
  void pagesWithoutThePacksSeriesAreNoData() throws Exception {
    Path other = page("other", List.of("go_goroutines 7"));
    Path good = page("good", List.of(requests("a", "5")));

    assertThat(same("--legacy", other, "--candidate", other).exitCode()).isEqualTo(3);
    Ran ran = same("--legacy", good, "--candidate", other);

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.outcome()).isEqualTo("NO_DATA");
    assertThat(ran.reasons())
        .contains("candidate side shows none of the pack's series", "istio_requests_total")
        .contains("other.prom");
  }

  @Test
  void countersThatStandAtZeroAreNoTraffic() throws Exception {
    Path idle = page("idle", List.of(requests("a", "0")));

    Ran ran = same("--legacy", idle, "--candidate", idle);

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.reasons()).contains("no traffic");
  }

  @Test
  void wrongUsageComparesNothing() throws Exception {
    Path good = page("good", List.of(requests("a", "5")));
    Ran before = same("--legacy", good, "--candidate", good, "--legacy-before", good, good);

    assertThat(before.exitCode()).isEqualTo(2);
    assertThat(before.err()).contains("--legacy-before must name one page for each of --legacy");
    assertThat(same("--legacy", good, good, "--candidate", good).err())
        .contains("--legacy: each page may be given once");
    assertThat(same("--legacy", "-", "--candidate", "-").err()).contains("standard input (-)");
    assertThat(ran("--pack", "nonsense", "--legacy", good, "--candidate", good).exitCode())
        .isEqualTo(2);
    assertThat(same("--legacy", "http://", "--candidate", good).exitCode()).isEqualTo(2);
    assertThat(same("--legacy", good).err()).contains("Missing required option: '--candidate");
  }

  private Ran istio(Path legacy, Path candidate) throws IOException {
    return ran("--pack", "istio-mixer-to-inproxy", "--legacy", legacy, "--candidate", candidate);
  }

  private Ran same(Object... arguments) throws Exception {
    return ran(Stream.concat(Stream.of("--pack", sameNames()), Stream.of(arguments)).toArray());
  }

  private Ran ran(Object... arguments) throws IOException {
    Files.deleteIfExists(folder.resolve("report.json"));
    String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    return Ran.of(new DiffCommand(), folder, words);
  }

  private Path page(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name + ".prom"), lines);
  }

  /**
   * Without the one recorded report that has a response code of 0, which Istio's clients never send
   * to Mixer.
   */
  private static List<String> mixer() throws IOException, URISyntaxException {
    return Files.readAllLines(resource("/mixer-1.3/exposition.prom")).stream()
        .filter(line -> !line.contains("zerocode-v1"))
        .toList();
  }

  private static Path sameNames() throws URISyntaxException {
    return resource("/packs/same-names.yaml");
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(DiffCommandTest.class.getResource(name).toURI());
  }

  private static String requests(String workload, String value) {
    return "istio_requests_total{reporter=\"source\",source_workload=\""
        + workload
        + "\"} "
        + value;
  }

  private static List<String> histogram(String workload, String... bounds) {
    String name = "istio_request_duration_seconds";
    String labels = "{source_workload=\"" + workload + "\"";
    List<String> tail = List.of(name + "_sum" + labels + "} 1", name + "_count" + labels + "} 2");
    return Stream.concat(
            Stream.of(bounds).map(le -> name + "_bucket" + labels + ",le=\"" + le + "\"} 2"),
            tail.stream())
        .toList();
  }
}
