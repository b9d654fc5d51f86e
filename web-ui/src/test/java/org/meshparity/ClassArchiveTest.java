package org.meshparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How it succeeds is shown where an image is built: {@code .ci/compose-smoke}. */
class ClassArchiveTest {

  @TempDir private Path folder;

  @Test
  void aProgramThatCannotRehearseLeavesNoOptionsAndSaysWhy() throws Exception {
    Path archive = folder.resolve("classes.jsa");
    Path options = folder.resolve("options");

    String said = new ClassArchive(archive, options).make(folder.resolve("no.jar").toString());

    assertThat(said).contains("ended with 1", "no.jar");
    assertThat(options).isEmptyFile();
    assertThat(archive).doesNotExist();
  }
}
