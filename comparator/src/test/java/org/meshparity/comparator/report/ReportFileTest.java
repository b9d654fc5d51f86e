package org.meshparity.comparator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meshparity.comparator.report.MadeReports.bare;
import static org.meshparity.comparator.report.MadeReports.full;
import static org.meshparity.comparator.report.MadeReports.report;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.verdict.Verdict;

/** What is read from a file is what was written to it, and whatever is wrong with it is told. */
class ReportFileTest {

  private static final Report MANY =
      report(IntStream.range(0, 600).mapToObj(i -> i % 3 == 0 ? full() : bare()).toList());

  @TempDir private Path folder;

  @Test
  void manyChecksAreReadAsTheyWereWrittenAndStayInTheFile() throws IOException {
    Report read = ReportFile.read(file(ReportJson.toString(MANY)));

    assertThat(read.checks()).isInstanceOf(FiledChecks.class).isEqualTo(MANY.checks());
    assertThat(ReportJson.toString(read)).isEqualTo(ReportJson.toString(MANY));
    assertThat(read.checks().get(599)).isEqualTo(MANY.checks().get(599));
    assertThat(read.listed().only(Set.of(Verdict.PROVED_DIFFERENT))).hasSize(200);
    assertThat(read.listed().groups()).hasSize(2);
  }

  @Test
  void eachEncodingOfJsonIsRead() throws IOException {
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
      String marked = "\ufeff" + ReportJson.toString(MANY);
      Path file = Files.write(folder.resolve(charset.name()), marked.getBytes(charset));

      assertThat(ReportFile.read(file).checks()).isEqualTo(MANY.checks());
    }
  }

  @Test
  void aVersionBehindTheChecksIsReadAllTheSame() throws IOException {
    String first = "\"schemaVersion\" : \"1\",";
    String moved = ReportJson.toString(MANY).replace(first, "").trim();
    Path file = file(moved.substring(0, moved.length() - 1) + ", \"schemaVersion\": \"1\"}");

    assertThat(ReportFile.read(file).checks()).isEqualTo(MANY.checks());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aPipeIsReadOnce() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, ReportJson.toString(MANY));
              } catch (IOException unread) {
                throw new IllegalStateException(unread);
              }
            });
    writer.start();

    assertThat(ReportFile.read(pipe).checks()).isEqualTo(MANY.checks());
    writer.join();
  }

  @Test
  void whatIsWrongWithACheckIsToldWithItsPlace() throws IOException {
    String json = ReportJson.toString(MANY);
    List<String> lines = new ArrayList<>(json.lines().toList());
    int last = lines.lastIndexOf("    \"verdict\" : \"UNDECIDABLE\",");
    lines.set(last, "    \"verdict\" : \"UNSURE\",");

    refused(String.join("\n", lines), "UNSURE", "(line " + (last + 1) + ", column ");
    refused(json.replaceFirst("\"checks\" : \\[ ", "$0null, "), "a check must be an object");
    refused(json.substring(0, json.length() / 2), "Unexpected end-of-input");
    refused(json + "{}", "something stands behind its end (line ");
  }

  @Test
  void anotherVersionIsToldBeforeItsChecksAreLookedAt() throws IOException {
    refused(
        "{\"schemaVersion\": \"2\", \"checks\": [7]}",
        "is a report of schema version 2, this program reads version 1");
  }

  @Test
  void whatIsNoReportIsTold() throws IOException {
    for (String other : List.of("", "[{}]", "\"1\"", "{}", "{\"schemaVersion\": \"1\"}")) {
      refused(other, "is no report of Meshparity: it has no schemaVersion or no checks");
    }
  }

  @Test
  void aFileThatIsOverwrittenMeanwhileIsTold() throws IOException {
    Path file = file(ReportJson.toString(MANY));
    Report read = ReportFile.read(file);
    Files.writeString(file, "{}");

    assertThatThrownBy(() -> read.checks().get(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file + " was changed while it was read");
  }

  private void refused(String json, String... told) throws IOException {
    Path file = file(json);
    assertThatThrownBy(() -> ReportFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file.toString())
        .message()
        .contains(told);
  }

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("report.json"), json);
  }
}
