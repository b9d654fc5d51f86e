package org.meshparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsedLambdasTest {

  private static final String SHAPE = "@lambda-form-invoker ";

  @TempDir private Path folder;

  @Test
  void lambdasAreWrittenAsThisJavaWritesThoseOfAProgramThatRan() throws Exception {
    List<String> written = writtenByJava();

    assertThat(written).filteredOn(RehearsedLambdasTest::played).hasSizeGreaterThan(8);
    assertThat(ours()).containsAll(written.stream().filter(RehearsedLambdasTest::played).toList());
  }

  /** Of calls that link and bind; what the library's own handles need is not the program's. */
  @Test
  void theShapesOfTheirCallsAreThoseThatThisJavaMadeForThem() throws Exception {
    Set<String> ours = ours();

    assertThat(writtenByJava())
        .containsAll(ours.stream().filter(line -> line.contains("newInvokeSpecial L")).toList())
        .containsAll(ours.stream().filter(line -> line.contains(" linkToTargetMethod ")).toList());
    assertThat(ours).filteredOn(line -> line.startsWith(SHAPE)).hasSizeGreaterThan(8);
  }

  @Test
  void aClassThatIsNotThereHasNone() throws Exception {
    assertThat(RehearsedLambdas.of(List.of("org.meshparity.NoSuchClass"))).isEmpty();
  }

  private static boolean played(String line) {
    return line.startsWith("@lambda-proxy org/meshparity/PlayedLambdas ");
  }

  private static Set<String> ours() throws Exception {
    return RehearsedLambdas.of(List.of(PlayedLambdas.class.getName()));
  }

  private List<String> writtenByJava() throws Exception {
    Path jar =
        Path.of(PlayedLambdas.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path list = folder.resolve("list");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:DumpLoadedClassList=" + list,
                "-cp",
                jar.toString(),
                PlayedLambdas.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("10");
    try (Stream<String> lines = Files.lines(list)) {
      return lines.toList();
    }
  }
}
