package org.meshparity.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A checkout with the real launcher, but with toys for Maven and Java: the toy build writes down
 * that it ran, the toy Java says what it was given. So the launcher's own behaviour is tried within
 * milliseconds.
 */
final class ToyCheckout {

  private static final String MAVEN =
      """
      #!/bin/sh
      echo building
      [ -e fail ] && { echo 'no such symbol' >&2; exit 1; }
      echo >>builds
      [ -e slow ] && sleep 1
      mkdir -p web-ui/target && cat rules/src/main/* >web-ui/target/toy-exec.jar
      mkdir -p tests/target/bench-lib && cat rules/src/main/* >tests/target/toy-tests.jar
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        -version) echo 'openjdk version "17.0.15" 2025-04-15' >&2 ;;
        *jarmode*) mkdir -p "$6/lib" && cp "$3" "$6/toy-exec.jar" ;;
        -cp*) echo "in $(pwd)"; cat "${2%%:*}"; shift 4
           for word; do echo "word <$word>"; done
           exit ${TOY_EXIT:-0} ;;
        *rehearse*) echo >>"${3%/.meshparity/*}/rehearsals"
           [ -e "${3%/.meshparity/*}/stiff" ] && { echo 'cannot rehearse'; exit 1; }
           echo "as $0 rehearsed" >"${1#*=}"
           echo 'and its lambdas' >"$6" ;;
        -Xshare:dump*) root=${3#*=}; root=${root%/.meshparity/*}
           [ -e "$root/strict" ] && grep -q lambdas "${2#*=}" && exit 1
           cat "${2#*=}" >"${3#*=}" ;;
        *) archive=none
           while [ "$1" != -jar ]; do
             case $1 in -XX:SharedArchiveFile=*) archive=$(cat "${1#*=}") ;; esac
             shift
           done
           echo "in $(pwd)"; cat "$2"; shift 2
           for word; do echo "word <$word>"; done
           echo "archive $archive"
           exit ${TOY_EXIT:-0} ;;
      esac
      """;

  final Path root;
  private Path jdk;

  ToyCheckout(Path folder) throws IOException {
    root = Files.createDirectories(folder.resolve("check out"));
    jdk = folder.resolve("jdk");
    Files.copy(Repository.root().resolve("meshparity"), root.resolve("meshparity"));
    Files.createDirectories(root.resolve("tests/src/test/java/org/meshparity/tests/bench"));
    Files.copy(Repository.root().resolve("tests/bench"), root.resolve("tests/bench"));
    program(root.resolve("mvnw"), MAVEN);
    installJava();
    write("pom.xml", "<project/>");
    write("rules/src/main/a", "source a\n");
    write("proxy-runtime/src/test/resources/mixer-1.3/wire.jsonl", "");
    write("rules/pom.xml", "<project/>");
  }

  Path write(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  Path program(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
    return file;
  }

  /** The same checkout in another place. */
  ToyCheckout moveTo(Path folder) throws IOException {
    return new ToyCheckout(Files.move(root, folder), jdk);
  }

  private ToyCheckout(Path root, Path jdk) {
    this.root = root;
    this.jdk = jdk;
  }

  /** From now on another Java is used. */
  void changeJava() throws IOException {
    jdk = jdk.resolveSibling("another jdk");
    installJava();
  }

  private void installJava() throws IOException {
    program(jdk.resolve("bin/java"), JAVA);
    program(jdk.resolve("bin/javac"), "#!/bin/sh\n");
  }

  /** Replaces what the toy Java says of its version. */
  void javaSays(String version) throws IOException {
    program(jdk.resolve("bin/java"), JAVA.replace("17.0.15", version));
  }

  long builds() throws IOException {
    return lines("builds");
  }

  /** How often the classes for an archive were gathered. */
  long rehearsals() throws IOException {
    return lines("rehearsals");
  }

  private long lines(String name) throws IOException {
    Path file = root.resolve(name);
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  Ran run(String... arguments) throws Exception {
    return await(start(root.resolve("meshparity"), root, arguments));
  }

  Process start(Path launcher, Path from, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("TOY_EXIT", "3");
    return builder.start();
  }

  static Ran await(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes());
    String err = new String(process.getErrorStream().readAllBytes());
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the launcher did not end; it said " + err);
    }
    return new Ran(process.exitValue(), out, err);
  }

  /** What came of a run. */
  record Ran(int exit, String out, String err) {}
}
