package org.meshparity.tests.pushdown;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** The programs that {@code .ci/backends} fetched; without one its tests are skipped. */
final class Backends {

  private Backends() {}

  /** The program that an environment variable names. */
  static Path program(String variable) {
    String path = System.getenv(variable);
    assumeTrue(
        path != null && !path.isEmpty(),
        variable + " names no program; `. .ci/backends` fetches it on Debian");
    return Path.of(path);
  }
}
