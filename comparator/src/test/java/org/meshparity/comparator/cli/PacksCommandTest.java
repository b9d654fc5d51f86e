package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.rules.Packs;
import picocli.CommandLine;

class PacksCommandTest {

  private static final String ISTIO = "istio-mixer-to-inproxy";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listNamesEveryBuiltInPackWithItsVersion() {
    assertThat(run("list")).isZero();

    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "istio-mixer-to-inproxy    1.2.0    Istio HTTP and TCP metrics, from Mixer (telemetry v1)"
                + " to the proxies (telemetry v2)\n"
                + "otel-http-server-ms-to-s  1.1.0    OpenTelemetry HTTP server and client"
                + " durations, from http.server.duration in milliseconds to"
                + " http.server.request.duration in seconds\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatShowPrintsIsAPackAgain() throws IOException {
    assertThat(run("show", ISTIO)).isZero();
    Path copy = write("copy.yaml", out.toString());

    assertThat(Packs.read(copy)).isEqualTo(Packs.builtIn(ISTIO));
  }

  @Test
  void showOfAnUnknownPackNamesTheNearest() {
    assertThat(run("show", "istio-mixer-to-inproxi")).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("did you mean istio-mixer-to-inproxy?");
  }

  @Test
  void lintOfSoundPacksIsZero() throws IOException {
    Path file = write("mine.yaml", Packs.yaml(ISTIO));

    assertThat(run("lint", file.toString())).isZero();
    assertThat(out.toString()).contains("mine.yaml: istio-mixer-to-inproxy 1.2.0 is sound");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void lintTellsEveryFaultOfEveryFileWithItsPlace() throws IOException {
    Path typo = write("typo.yaml", Packs.yaml(ISTIO).replace("factor: 1000", "facter: 1000"));
    Path cut = write("cut.yaml", "name: [");
    Path fine = write("fine.yaml", Packs.yaml(ISTIO));

    assertThat(run("lint", typo.toString(), cut.toString(), fine.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(".*typo.yaml:\\d+:7: unknown key .*did you mean factor\\?"))
        .anySatisfy(line -> assertThat(line).matches(".*cut.yaml:1:8: not YAML: .*"));
    assertThat(out.toString()).contains("fine.yaml").doesNotContain("typo.yaml", "cut.yaml");
  }

  @Test
  void aMissingFileIsOneLineAndNoStackTrace() {
    assertThat(run("lint", folder.resolve("none.yaml").toString())).isEqualTo(2);

    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void testOfScriptsThatHoldIsZero() {
    assertThat(run("test", "src/test/resources/parity")).isZero();

    assertThat(out.toString())
        .contains("ok    the same events are equal", "0 differ, 0 cannot be read");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void testOfOneThatDoesNotHoldIsOneAndShowsWhatCame() throws IOException {
    Path script = equal("+9x25m");

    assertThat(run("test", "--quiet", script.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("FAIL  equal", "equal.parity:10", "+ came      PROVED_DIFFERENT, at least 100")
        .contains("1 scripts, 1 differ");
  }

  @Test
  void testOfOneThatCannotBeReadIsTwoAndTheOthersStillRun() throws IOException {
    Path script = equal("+10x25m");
    Path wrong = write("wrong.parity", "pack nothing.yaml");

    assertThat(run("test", wrong.toString(), script.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("wrong.parity:1: \"nothing.yaml\": must be a file");
    assertThat(out.toString()).contains("ok    equal", "2 scripts, 0 differ, 1 cannot be read");
  }

  @Test
  void testOfAFolderWithoutScriptsIsWrongUsage() {
    assertThat(run("test", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("holds no script");
  }

  private Path equal(String candidate) throws IOException {
    write("shop.yaml", Files.readString(Path.of("src/test/resources/parity/shop.yaml")));
    return write(
        "equal.parity",
        """
        pack    shop.yaml
        window  15m to 45m

        legacy every 15s
          old_requests_total{app="cart"}    0x18m +10x25m stays
        candidate every 15s
          new_requests_total{app="cart"}    0x18m %s stays

        expect PARITY, exit 0
          requests increase {app="cart"}    PROVED_EQUAL
        """
            .formatted(candidate));
  }

  @Test
  void wrongUsageIsTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("lint")).isEqualTo(2);
    assertThat(run("show")).isEqualTo(2);
    assertThat(run("burn")).isEqualTo(2);
    assertThat(run("list", "--colour")).isEqualTo(2);
  }

  @Test
  void helpHasExamples() {
    assertThat(run("--help")).isZero();
    assertThat(run("lint", "--help")).isZero();

    assertThat(out.toString()).contains("Examples:", "meshparity packs lint mine.yaml", "Example:");
  }

  private int run(String... arguments) {
    return new CommandLine(new PacksCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Path write(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name), yaml);
  }
}
