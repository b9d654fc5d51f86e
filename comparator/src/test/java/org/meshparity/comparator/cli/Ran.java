package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.meshparity.comparator.report.ReportJson;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run of a command, as a pipeline sees it.
 *
 * @param text the report for people
 * @param json the same run's report; a missing node if there is none
 * @param err what was printed beside it
 */
record Ran(int exitCode, String text, JsonNode json, String err) {

  static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ReportJson.schema(), InputFormat.JSON);

  /**
   * Runs a command with both reports in a folder; what it throws, or a report that breaks the
   * schema, fails.
   */
  static Ran of(Object command, Path folder, String... arguments) throws IOException {
    Path text = folder.resolve("report.txt");
    Path json = folder.resolve("report.json");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--output", "text=" + text, "--output", "json=" + json));
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(command)
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (fault, line, parsed) -> {
                  throw new AssertionError("a fault nobody told of", fault);
                })
            .execute(all.toArray(new String[0]));
    boolean reported = Files.exists(json);
    if (reported) {
      assertThat(SCHEMA.validate(Files.readString(json), InputFormat.JSON)).isEmpty();
    }
    return new Ran(
        exitCode,
        reported ? Files.readString(text) : "",
        JsonMapper.shared().readTree(reported ? Files.readString(json) : ""),
        err.toString());
  }

  String outcome() {
    return json.path("outcome").asString("none");
  }

  String reasons() {
    return json.path("decision").path("reasons").toString();
  }

  /** The checks of a verdict. */
  List<JsonNode> checks(String verdict) {
    return json.path("checks")
        .valueStream()
        .filter(check -> check.path("verdict").asString().equals(verdict))
        .toList();
  }
}
