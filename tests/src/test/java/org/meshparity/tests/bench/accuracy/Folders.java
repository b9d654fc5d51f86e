package org.meshparity.tests.bench.accuracy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that are needed for a while. */
final class Folders {

  private static final int ATTEMPTS = 50;
  private static final long BETWEEN_ATTEMPTS_MILLIS = 100;

  private Folders() {}

  /** A new one, which is deleted when the program ends, also by Ctrl-C. */
  static Path temporary(String prefix) throws IOException {
    Path folder = Files.createTempDirectory(prefix);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAtLast(folder), "delete files"));
    return folder;
  }

  /** A server that is being stopped may still write. */
  private static void deleteAtLast(Path folder) {
    for (int i = 0; i < ATTEMPTS && Files.exists(folder); i++) {
      try {
        Thread.sleep(BETWEEN_ATTEMPTS_MILLIS);
        delete(folder);
      } catch (IOException | UncheckedIOException stillInUse) {
        // The next attempt finds it at rest.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Deletes a folder and all that is in it. */
  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
