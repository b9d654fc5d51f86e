package org.meshparity.comparator.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every user-visible case that is written down as a script, from its samples alone. */
public class ScriptsTest {

  private static final Path FOLDER = Path.of("src/test/resources/parity");

  @TestFactory
  Stream<DynamicTest> everythingComesOutAsTheScriptSays() throws IOException {
    return in(FOLDER).stream()
        .map(Script::read)
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script.title(),
                    script.file().toUri(),
                    () -> {
                      ScriptRun run = ScriptRun.of(script);
                      assertThat(run.holds()).as(run.toString()).isTrue();
                    }));
  }

  /** All scripts of a folder. */
  public static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".parity")).sorted().toList();
    }
  }
}
