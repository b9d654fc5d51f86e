package org.meshparity.tests.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The command lines of the processes that are measured: Meshparity's own, as anybody starts them.
 */
final class OverheadProxy {

  static final String HOST = "ratings:9080";

  /** Where a proxy says it takes requests. */
  static final Pattern PORT = Pattern.compile("^(?:in|out)bound +http://[^ ]*:(\\d+) ");

  /** Where Mixer says it takes reports. */
  static final Pattern MIXER_PORT = Pattern.compile("^reports +grpc://[^ ]*:(\\d+)");

  private static final String MESHPARITY = "org.meshparity.Meshparity";
  private static final String ISTIO = "--istio-version=1.5";

  private OverheadProxy() {}

  static Child mixer() throws IOException {
    return Child.start(
        "mixer",
        MESHPARITY,
        List.of("mixer", ISTIO, "--grpc-port=0", "--metrics-port=0", "--monitoring-port=0"));
  }

  /** The application's proxy. */
  static Child server(OverheadMode mode, int app, int mixer) throws IOException {
    return proxy("inbound", "ratings", mode, app, mixer);
  }

  /** The caller's proxy. */
  static Child client(OverheadMode mode, int server, int mixer) throws IOException {
    return proxy("outbound", "reviews", mode, server, mixer);
  }

  private static Child proxy(
      String direction, String workload, OverheadMode mode, int upstream, int mixer)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "proxy",
                ISTIO,
                "--direction=" + direction,
                "--listen=127.0.0.1:0",
                "--upstream=127.0.0.1:" + upstream,
                "--workload=" + workload + "-v1",
                "--namespace=default",
                "--label=app=" + workload,
                "--label=version=v1",
                "--service=" + HOST,
                "--stats-port=0",
                "--filters=" + mode.filters()));
    if (mode.reportsToMixer()) {
      arguments.add("--mixer=127.0.0.1:" + mixer);
    }
    return Child.start(direction + " proxy, " + mode.label(), MESHPARITY, arguments);
  }
}
