package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether {@code .ci/backends} says what went wrong where it did, with programs that do little. */
class BackendsScriptTest {

  private static final String FETCHED = "echo \"go on\" \"$MESHPARITY_PROMETHEUS_3\"";

  @TempDir Path folder;

  private record Ran(int exit, String output) {}

  @BeforeEach
  void programs() throws IOException {
    program("apt-get", "exit 0");
    program(
        "dpkg",
        "mkdir -p \"$3/usr/bin\"",
        "printf '#!/bin/sh\\necho a version\\n' >\"$3/usr/bin/prometheus\"",
        "cp \"$3/usr/bin/prometheus\" \"$3/usr/bin/victoria-metrics\"",
        "chmod +x \"$3\"/usr/bin/*");
  }

  private void program(String name, String... lines) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ran source(String shell) throws IOException, InterruptedException {
    ProcessBuilder bash =
        new ProcessBuilder("bash", shell, "-c", ". .ci/backends && " + FETCHED)
            .directory(Repository.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    bash.environment()
        .merge("PATH", folder.resolve("bin").toString(), (path, own) -> own + ":" + path);
    bash.environment().put("TMPDIR", folder.toString());
    Process running = bash.start();
    assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(running.exitValue(), Files.readString(folder.resolve("output")));
  }

  @Test
  void aProgramThatIsBuiltIsThereAndAllGoesWhenTheShellEnds() throws Exception {
    program(
        "go",
        "echo 'go: downloading a lot' >&2",
        "mkdir -p \"$GOBIN\"",
        "printf '#!/bin/sh\\necho the newest\\n' >\"$GOBIN/prometheus\"",
        "chmod +x \"$GOBIN/prometheus\"");

    Ran ran = source("-e");

    assertThat(ran.exit()).isZero();
    assertThat(ran.output()).startsWith("a version\na version\nthe newest\ngo on " + folder);
    assertThat(folder).isDirectoryNotContaining("glob:**meshparity-backends*");
  }

  @Test
  void aFailedBuildIsTheLastThingThatHappens() throws Exception {
    program("go", "echo 'no such module' >&2", "exit 1");
    String all = "no such module\nPrometheus 3 was not built; the reason is above\n";

    for (String shell : new String[] {"-e", "+e"}) {
      Ran ran = source(shell);

      assertThat(ran.exit()).isEqualTo(1);
      assertThat(ran.output()).isEqualTo(all);
    }
  }
}
