package org.meshparity.demo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarGzTest {

  @TempDir Path folder;

  private final TarGz unpacker = new TarGz(1_000_000, 10);

  @Test
  void programsStayExecutable() throws IOException {
    unpack(Archives.release("p"));

    assertThat(folder.resolve("out/p/prometheus")).hasContent(Archives.PROGRAM).isExecutable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../escaped", "p/../../escaped", "/tmp/escaped"})
  void aNameThatLeadsOutIsRefused(String name) throws IOException {
    byte[] archive = Archives.empty().program(name, "x").finish();

    assertThatIOException()
        .isThrownBy(() -> unpack(archive))
        .withMessageContaining("a name that leads out of it");
    assertThat(folder.resolve("escaped")).doesNotExist();
  }

  @Test
  void aLinkIsRefusedBecauseTheNextEntryCouldBeWrittenThroughIt() throws IOException {
    byte[] archive = Archives.empty().link("p", "/etc").program("p/passwd", "x").finish();

    assertThatIOException()
        .isThrownBy(() -> unpack(archive))
        .withMessage("the archive has a link or a device: p");
  }

  @Test
  void anArchiveThatGrowsBeyondTheLimitIsStopped() throws IOException {
    byte[] bomb = Archives.empty().file("zeros", new byte[2_000_000]).finish();

    assertThat(bomb).hasSizeLessThan(10_000);
    assertThatIOException()
        .isThrownBy(() -> unpack(bomb))
        .withMessage("the archive unpacks to more than 1000000 bytes");
  }

  @Test
  void anArchiveOfTooManyFilesIsStopped() throws IOException {
    Archives many = Archives.empty();
    for (int i = 0; i < 11; i++) {
      many.program("f" + i, "x");
    }
    byte[] archive = many.finish();

    assertThatIOException()
        .isThrownBy(() -> unpack(archive))
        .withMessage("the archive has more than 10 entries");
  }

  private void unpack(byte[] archive) throws IOException {
    Path file = Files.write(folder.resolve("a.tar.gz"), archive);
    unpacker.unpack(file, Files.createDirectories(folder.resolve("out")));
  }
}
