package org.meshparity.tests;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.meshparity.demo.prometheus.PrometheusFinder;
import org.meshparity.demo.prometheus.PrometheusSearch;
import org.meshparity.demo.prometheus.PrometheusServer;

/**
 * The real Prometheus of the tests, found as the demo finds it. Where none can be had a test is
 * skipped with all the reasons, which {@code .ci/run} takes for a failure.
 */
final class RealPrometheus {

  private static final PrometheusSearch SEARCH =
      PrometheusFinder.ofThisMachine(System.err::println).find();

  private RealPrometheus() {}

  static Path binary() {
    return SEARCH
        .binary()
        .orElseGet(() -> abort("no Prometheus here: " + String.join("; ", SEARCH.reasons())));
  }

  /** Starts one in a folder of its own, with a configuration given as text. */
  static PrometheusServer start(Path folder, String config) throws IOException {
    Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
    return PrometheusServer.start(binary(), file, folder.resolve("data"), List.of());
  }
}
