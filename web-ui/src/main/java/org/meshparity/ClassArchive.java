package org.meshparity;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the archive of classes for this very Java and the place where this program lies now. An
 * image has no shell to do what the launcher does, but it has this Java.
 */
final class ClassArchive {

  private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  private final Path archive;
  private final Path options;

  /**
   * @param archive made or replaced
   * @param options where to write, for {@code java @FILE}, what uses it
   */
  ClassArchive(Path archive, Path options) {
    this.archive = archive;
    this.options = options;
  }

  /**
   * Rehearses in a Java of its own, which writes down what it loads; another puts that into the
   * archive; a third shows that it can be used. Not every Java can do this. Then the options are an
   * empty file: starts are slower, and nothing else.
   *
   * @param jar the program as it will be started
   * @return what the Java said that could not; empty if there is an archive now
   */
  String make(String jar) throws IOException, InterruptedException {
    Path list = Files.createTempFile("meshparity-classes", ".list");
    Path lambdas = Files.createTempFile("meshparity-lambdas", ".list");
    String used = "-XX:SharedArchiveFile=" + archive;
    try {
      String loaded = "-XX:DumpLoadedClassList=" + list;
      String said =
          run(loaded, "-jar", jar, RehearsalCommand.NAME, "--lambdas", lambdas.toString());
      if (said.isEmpty()) {
        byte[] classes = Files.readAllBytes(list);
        Files.write(list, Files.readAllBytes(lambdas), StandardOpenOption.APPEND);
        said = dump(list, used, jar);
        if (!said.isEmpty()) { // another Java may use other words for lambdas
          Files.write(list, classes);
          said = dump(list, used, jar);
        }
      }
      if (said.isEmpty()) {
        said = run("-Xshare:on", used, "-jar", jar, "--version");
      }
      // What does not fit later, after an update of Java say, is passed over without a word.
      List<String> start = List.of("-Xshare:auto", "-Xlog:cds=off", used);
      Files.write(options, said.isEmpty() ? start : List.of());
      return said;
    } finally {
      Files.delete(list);
      Files.delete(lambdas);
    }
  }

  private String dump(Path list, String into, String jar) throws IOException, InterruptedException {
    return run("-Xshare:dump", "-XX:SharedClassListFile=" + list, into, "-cp", jar);
  }

  /** Empty, or what it said when it failed. */
  private String run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    int code = process.waitFor();
    return code == 0 ? "" : java + " ended with " + code + ": " + said.strip();
  }
}
