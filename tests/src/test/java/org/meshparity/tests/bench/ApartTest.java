package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A core for each of two, or a plain refusal. */
class ApartTest {

  private static final String ALLOWED = "Cpus_allowed_list:\t";

  static boolean twoCores() {
    return Files.exists(Path.of("/usr/bin/taskset"))
        && Runtime.getRuntime().availableProcessors() > 1;
  }

  private static String coresOf(long pid) throws Exception {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith(ALLOWED))
        .findFirst()
        .orElseThrow()
        .substring(ALLOWED.length());
  }

  @Test
  @EnabledIf("twoCores")
  void theServerHasOneCoreAndWhateverElseIsStartedAnother() throws Exception {
    long own = ProcessHandle.current().pid();
    String before = coresOf(own);
    Process server = null;
    try (Apart apart = Apart.begin()) {
      server = new ProcessBuilder("sleep", "60").start();
      String other = coresOf(server.pid());
      apart.serve(server.pid());

      assertThat(other).isEqualTo(coresOf(own)).matches("\\d+");
      assertThat(coresOf(server.pid())).matches("\\d+").isNotEqualTo(other);
    } finally {
      if (server != null) {
        server.destroyForcibly();
      }
    }
    assertThat(coresOf(own)).isEqualTo(before);
  }

  @Test
  void listsAndRangesOfCoresAreRead() {
    assertThat(Apart.twoOrMore("Linux", "0-2,5,7-8")).isEqualTo(List.of(0, 1, 2, 5, 7, 8));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> Apart.twoOrMore("Mac OS X", ""))
        .hasMessage("--apart needs Linux, this is Mac OS X");
    assertThatThrownBy(() -> Apart.twoOrMore("Linux", "3"))
        .hasMessage("--apart needs two cores, this process has 3");
  }
}
