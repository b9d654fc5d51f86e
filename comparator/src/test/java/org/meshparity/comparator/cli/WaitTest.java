package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a check that waits looks; nothing is ever decided here, as there is no traffic. */
class WaitTest {

  @TempDir private Path folder;

  @Test
  void itLooksAgainAsOftenAsToldAndAtTheEndAtTheLatest() throws IOException {
    int once = asked();

    assertThat(asked("--wait", "3s")).as("every 30 s").isEqualTo(2 * once);
    assertThat(asked("--wait", "3s", "--poll", "100ms")).isGreaterThan(2 * once);
  }

  private int asked(String... options) throws IOException {
    try (FakePrometheus server = FakePrometheus.knowing(Stream.of("up"), "")) {
      List<String> words = new ArrayList<>(List.of("--pack", "istio-mixer-to-inproxy"));
      words.addAll(List.of("--prometheus", server.url()));
      words.addAll(List.of(options));
      Ran ran = Ran.of(new CheckCommand(), folder, words.toArray(new String[0]));

      assertThat(ran.exitCode()).isEqualTo(3);
      return server.requests();
    }
  }
}
