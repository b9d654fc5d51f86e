package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportFile;
import org.meshparity.comparator.report.ReportJson;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class ReportCommandTest {

  private static final String SERIES = "istio_requests_total{source_workload=\"%s\"} %d\n";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path report;
  private JsonNode gap;

  @BeforeEach
  void aReportWithAGap() throws IOException, URISyntaxException {
    Ran ran = compared("a", 50, 30);
    report = Files.copy(folder.resolve("report.json"), folder.resolve("kept.json"));
    gap = ran.checks("PROVED_DIFFERENT").get(0);
  }

  private Ran compared(String workload, int legacy, int candidate)
      throws IOException, URISyntaxException {
    Path pack = Path.of(getClass().getResource("/packs/same-names.yaml").toURI());
    Path one = folder.resolve("legacy.prom");
    Path two = folder.resolve("candidate.prom");
    Files.writeString(one, SERIES.formatted(workload, legacy) + SERIES.formatted("b", 7));
    Files.writeString(two, SERIES.formatted(workload, candidate) + SERIES.formatted("b", 7));
    String[] words = {
      "--pack", pack.toString(),
      "--legacy", one.toString(),
      "--candidate", two.toString(),
      "--tolerance", "10%"
    };
    return Ran.of(new DiffCommand(), folder, words);
  }

  @Test
  void aVerdictIsToldWithTheInequalityThatDecidedInItsNumbers() {
    assertThat(run("explain", report.toString(), id())).isZero();

    assertThat(out.toString())
        .startsWith("PROVED_DIFFERENT: candidate counted at least 20 requests less")
        .contains("did both sides count the same, within 10 %?")
        .contains("source_workload=\"a\"")
        .contains("legacy     exactly 50 requests")
        .contains("candidate  exactly 30 requests")
        .contains("30 > 50 + 10 % of 50 = 55: no")
        .contains("30 < 50 - 10 % of 50 = 45: yes")
        .contains("So they differ by at least 50 - 30 = 20 requests.");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aVerdictIsToldWithItsCauseAndWhatShowsIt() throws IOException {
    String json = Files.readString(report);
    String query =
        "{\"side\": \"legacy\", \"query\": \"sum(a)\", \"time\": \"2026-11-22T10:00:00Z\"}";
    assertThat(json).contains("\"queries\" : [ ]");
    Files.writeString(report, json.replace("\"queries\" : [ ]", "\"queries\" : [ " + query + " ]"));

    assertThat(run("explain", report.toString(), id())).isZero();

    assertThat(out.toString())
        .contains("report-loss (likely): candidate is short of at least")
        .contains("1 group is alike")
        .contains("are lacking over these groups (requests)")
        .contains("ask legacy at 2026-11-22T10:00:00Z")
        .contains("    sum(a)");
  }

  @Test
  void anOlderReportHasNoQueriesAndIsReadAllTheSame() throws IOException {
    String json = Files.readString(report);
    Files.writeString(report, json.replaceAll(",\\s*\"queries\" : \\[ \\]", ""));

    assertThat(Files.readString(report)).isNotEqualTo(json);
    assertThat(ReportFile.read(report).causes().get(0).queries()).isEmpty();
  }

  @Test
  void enoughOfAnIdIsEnough() {
    assertThat(run("explain", report.toString(), id().substring(0, 13))).isZero();
  }

  @Test
  void whatAllChecksOfAGroupBeginWithListsThem() {
    assertThat(run("explain", report.toString(), id().substring(0, 9))).isEqualTo(2);
    assertThat(err.toString())
        .contains("several checks begin with " + id().substring(0, 9))
        .contains(id() + "  ");
  }

  @Test
  void anUnknownIdNamesTheNearest() {
    String typed = id().substring(0, 14) + "zz";

    assertThat(run("explain", report.toString(), typed)).isEqualTo(2);
    assertThat(err.toString()).contains("there is no check " + typed, "the nearest of", id());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void whatIsNoReportIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "PARITY\n");
    Path other = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
    Path later =
        Files.writeString(
            folder.resolve("later.json"), "{\"schemaVersion\": \"2\", \"checks\": []}");
    Path cut =
        Files.writeString(folder.resolve("cut.json"), Files.readString(report).substring(0, 900));

    refused("there is no file", folder.resolve("none").toString());
    refused("text cannot be read as a report", text.toString());
    refused("other.json is no report of Meshparity", other.toString());
    refused("schema version 2, this program reads version 1", later.toString());
    refused("cut.json cannot be read as a report", cut.toString());
  }

  private void refused(String told, String file) {
    err.getBuffer().setLength(0);
    assertThat(run("explain", file, "abcd")).isEqualTo(2);
    assertThat(err.toString()).contains(told).doesNotContain("\tat ");
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    Report read = ReportFile.read(report);

    assertThat(ReportJson.toString(read)).isEqualTo(Files.readString(report));
  }

  @Test
  void diffTellsWhichGapsOpenedAndClosed() throws IOException, URISyntaxException {
    compared("a", 50, 50);
    Path later = folder.resolve("report.json");

    assertThat(run("diff", report.toString(), later.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("GAPS (until", "-> PARITY")
        .contains("Gaps that closed")
        .contains("PROVED_DIFFERENT -> PROVED_EQUAL  " + id())
        .doesNotContain("Gaps that opened");
  }

  @Test
  void aReportDoesNotDifferFromItself() {
    assertThat(run("diff", report.toString(), report.toString())).isZero();
    assertThat(out.toString()).contains("No verdict of 4 checks changed.");
  }

  private String id() {
    return gap.path("id").asString();
  }

  private int run(String... arguments) {
    return new CommandLine(new ReportCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
