package org.meshparity.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way to start the program.
 *
 * @param words the command line up to the program's own words
 */
record StartWay(String label, List<String> words) {

  StartWay {
    words = List.copyOf(words);
  }

  /**
   * The launcher, and what it spares: the same build without the archive of classes, and the one
   * jar that holds all others.
   *
   * @param checkout where the launcher is; it must have been run once
   */
  static List<StartWay> of(Path checkout) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path unpacked = newest(checkout.resolve(".meshparity"), "app-*").resolve("meshparity.jar");
    Path single = newest(checkout.resolve("web-ui/target"), "*-exec.jar");
    return List.of(
        new StartWay("./meshparity", List.of(checkout.resolve("meshparity").toString())),
        new StartWay("unpacked jars, no archive", List.of(java, "-jar", unpacked.toString())),
        new StartWay("the plain jar", List.of(java, "-jar", single.toString())));
  }

  /**
   * The launcher, which has built by then whatever it needs.
   *
   * @throws IOException if it cannot
   */
  static StartWay launcher(Path checkout) throws IOException, InterruptedException {
    StartWay way = new StartWay("./meshparity", List.of(checkout.resolve("meshparity").toString()));
    List<String> version = List.of(way.words.get(0), "--version");
    if (new ProcessBuilder(version).inheritIO().start().waitFor() != 0) {
      throw new IOException("the launcher failed; its reasons are above");
    }
    return way;
  }

  /** The program from the classes that run here. */
  static StartWay classPath(String... options) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> words = new ArrayList<>(List.of(java));
    words.addAll(List.of(options));
    words.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "org.meshparity.Meshparity"));
    return new StartWay("classes side by side", words);
  }

  private static Path newest(Path folder, String glob) throws IOException {
    var matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> matcher.matches(file.getFileName()))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .orElseThrow(
              () -> new IOException("no " + glob + " in " + folder + "; run ./mvnw package first"));
    }
  }

  /** Starts it with these words, from a cold shell: nothing of it runs yet. */
  Process start(List<String> program) throws IOException {
    List<String> command = new ArrayList<>(words);
    command.addAll(program);
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
