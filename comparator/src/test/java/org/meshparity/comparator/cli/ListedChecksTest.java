package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code --list notable}: the equal checks are left to the counts, and nothing else changes. */
class ListedChecksTest extends DiffPages {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void equalChecksAreLeftToTheCounts() throws Exception {
    Ran all = compared(50, 30, "--list", "all");
    Ran notable = compared(50, 30, "--list", "notable");

    assertThat(all.json().path("checks")).hasSize(4);
    assertThat(notable.json().path("checks")).hasSize(1).isNotEqualTo(all.json().path("checks"));
    assertThat(notable.checks("PROVED_DIFFERENT")).isEqualTo(all.checks("PROVED_DIFFERENT"));
    assertThat(notable.json().path("counts")).isEqualTo(all.json().path("counts"));
    assertThat(notable.json().path("id")).isEqualTo(all.json().path("id"));
    assertThat(notable.text()).isEqualTo(all.text());
    assertThat(notable.exitCode()).isEqualTo(all.exitCode()).isEqualTo(1);
  }

  @Test
  void allAreListedUnlessToldOtherwise() throws Exception {
    assertThat(compared(50, 30)).isEqualTo(compared(50, 30, "--list", "all"));
  }

  @Test
  void anotherWordIsRefusedBeforeAnythingIsCompared() throws Exception {
    Ran ran = compared(50, 30, "--list", "gaps");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--list must be all or notable, was \"gaps\"");
  }

  @Test
  void aGapThatClosesIsToldWhereTheLaterReportListsOnlyNotableChecks() throws Exception {
    Path before = kept("before.json", 30, "notable");
    Path after = kept("after.json", 50, "notable");

    assertThat(report("diff", before.toString(), after.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("Gaps that closed (1)")
        .contains("PROVED_DIFFERENT -> equal, or not there");
  }

  @Test
  void anEqualCheckThatIsOnlyCountedHasNotChanged() throws Exception {
    Path before = kept("before.json", 50, "all");
    Path after = kept("after.json", 50, "notable");

    assertThat(report("diff", before.toString(), after.toString())).isZero();
    assertThat(report("diff", after.toString(), before.toString())).isZero();
  }

  @Test
  void whoAsksForACheckThatIsOnlyCountedIsToldSo() throws Exception {
    Path notable = kept("notable.json", 30, "notable");

    assertThat(report("explain", notable.toString(), "0000000000000000")).isEqualTo(2);
    assertThat(err.toString()).contains("3 that were proved equal are not listed");
  }

  private Ran compared(int legacy, int candidate, Object... more) throws Exception {
    Path one = page("legacy", List.of(requests("a", "" + legacy), requests("b", "7")));
    Path two = page("candidate", List.of(requests("a", "" + candidate), requests("b", "7")));
    return same(
        Stream.concat(Stream.of("--legacy", one, "--candidate", two), Stream.of(more)).toArray());
  }

  private Path kept(String name, int candidate, String list) throws Exception {
    compared(50, candidate, "--list", list);
    return Files.copy(folder.resolve("report.json"), folder.resolve(name));
  }

  private int report(String... arguments) {
    return new CommandLine(new ReportCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
