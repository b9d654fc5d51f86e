package org.meshparity.demo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With toys for apt and dpkg that write down what they were told. */
class DebianPackageTest {

  private static final String DPKG =
      """
      #!/bin/sh
      [ "$1" = -x ] || exit 2
      mkdir -p "$3/usr/bin" && cp "$2" "$3/usr/bin/prometheus" && chmod +x "$3/usr/bin/prometheus"
      """;

  @TempDir Path folder;

  private Path dpkg;

  @BeforeEach
  void makeDpkg() throws IOException {
    dpkg = program("dpkg", DPKG);
  }

  @Test
  void thePackageIsUnpackedWithoutRootOrTheMachinesState() throws IOException {
    PrometheusSearch found =
        search(
            """
            echo "$*" >>%s
            case "$*" in *download*) printf '%%s\\n' '#!/bin/sh' 'echo prometheus, version 2.42.0+ds' >p.deb ;; esac
            """
                .formatted(folder.resolve("told")));

    assertThat(found).isInstanceOf(PrometheusSearch.Found.class);
    assertThat(Files.readAllLines(folder.resolve("told")))
        .hasSize(2)
        .allMatch(told -> told.contains("Dir::State=" + folder.resolve("cache")));
    assertThat(folder.resolve("cache/prometheus-debian/apt")).doesNotExist();
  }

  @Test
  void whatAptSaysIsTheReason() throws IOException {
    PrometheusSearch found =
        search(
            "case \"$*\" in *download*) echo 'E: Unable to locate package' >&2; exit 100 ;; esac");

    assertThat(found.binary()).isEmpty();
    assertThat(found.reasons())
        .anyMatch(reason -> reason.contains("ended with 100: E: Unable to locate package"));
    assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**/p*");
  }

  private PrometheusSearch search(String apt) throws IOException {
    Path program = program("apt-get", "#!/bin/sh\n" + apt);
    Supply supply = new DebianPackage(program.toString(), dpkg.toString());
    PrivateCopies copies = new PrivateCopies(folder.resolve("cache"));
    return new PrometheusFinder("", copies, List.of(supply), List.of(), notice -> {}).find();
  }

  private Path program(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
