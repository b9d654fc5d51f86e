package org.meshparity.demo.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a program whether it is a Prometheus we can use. A file that exists proves little: it may be
 * for another processor, in a folder that forbids programs, or too old for what is asked of it.
 */
final class ProgramVersion {

  private static final Pattern NAMED = Pattern.compile("prometheus, version (\\d+)\\.(\\d+)\\S*");
  private static final int OLDEST_MAJOR = 2;
  private static final int OLDEST_MINOR = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ProgramVersion() {}

  /**
   * The version a program says it has.
   *
   * @throws IOException if it does not run here, is no Prometheus or is older than 2.20
   */
  static String of(Path program) throws IOException {
    if (!Files.isExecutable(program)) {
      throw new IOException(program + " is not an executable file");
    }
    String printed =
        Tool.run(Path.of("/"), PATIENCE, List.of(program.toAbsolutePath().toString(), "--version"));
    Matcher named = NAMED.matcher(printed);
    if (!named.find()) {
      throw new IOException(program + " does not name itself a Prometheus when asked --version");
    }
    int major = Integer.parseInt(named.group(1));
    int minor = Integer.parseInt(named.group(2));
    if (major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR)) {
      throw new IOException(program + " is older than 2.20: " + named.group());
    }
    return named.group().substring("prometheus, version ".length());
  }
}
