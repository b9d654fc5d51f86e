package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages that are wrong, empty or not there: never a verdict, and the right exit code. */
class DiffFaultsTest extends DiffPages {

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

  /** Names come from outside: they must not break a line, a terminal or the JSON. */
  @Test
  void labelValuesMayHoldEveryControlCharacter() throws Exception {
    StringBuilder odd = new StringBuilder("odd");
    for (char c = 1; c < 0xA0; c++) {
      boolean control = Character.isISOControl(c) && c != '\n';
      odd.append(control ? String.valueOf(c) : "");
    }
    String workload = odd + "\\n\u2028\u202e\ufeff";
    Path legacy = page("legacy", List.of(requests(workload, "5"), requests("b", "1")));
    Path candidate = page("candidate", List.of(requests(workload, "6"), requests("b", "1")));

    Ran ran = same("--legacy", legacy, "--candidate", candidate);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.checks("PROVED_DIFFERENT").get(0).at("/group/source_workload").asString())
        .isEqualTo(odd + "\n\u2028\u202e\ufeff");
    assertThat(ran.text().codePoints().filter(c -> Character.isISOControl(c) && c != '\n'))
        .isEmpty();
    assertThat(ran.text().lines().filter(line -> line.contains("odd"))).isNotEmpty();
  }

  @Test
  void valuesThatASampleCannotHoldExactlyDecideNothing() throws Exception {
    Path legacy = page("legacy", List.of(requests("a", "9007199254740993"), requests("b", "1")));
    Path candidate =
        page("candidate", List.of(requests("a", "9007199254740992"), requests("b", "1")));

    Ran ran = same("--legacy", legacy, "--candidate", candidate);

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.checks("UNDECIDABLE").get(0).path("because").asString()).contains("above 2^53");
  }
}
