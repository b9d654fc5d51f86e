package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A real Mixer's page against what the proxies of the same requests would show. */
class DiffCommandTest extends DiffPages {

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

  private Ran istio(Path legacy, Path candidate) throws IOException {
    return ran("--pack", "istio-mixer-to-inproxy", "--legacy", legacy, "--candidate", candidate);
  }

  /** What a real Mixer 1.3 exposed after 27 recorded reports. */
  private static List<String> mixer() throws IOException, URISyntaxException {
    return Files.readAllLines(resource("/mixer-1.3/exposition.prom")).stream().toList();
  }
}
