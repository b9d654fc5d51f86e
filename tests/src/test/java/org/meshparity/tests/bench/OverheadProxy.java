package org.meshparity.tests.bench;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The command lines of the processes that are measured. */
final class OverheadProxy {

  static final String HOST = "ratings.default.svc.cluster.local:9080";
  static final Pattern PORT = Pattern.compile("port (\\d+)");
  static final Pattern MIXER_PORT = Pattern.compile("grpc://[^ ]*:(\\d+)");

  private static final String MESHPARITY = "org.meshparity.Meshparity";

  private OverheadProxy() {}

  static Child mixer() throws IOException {
    return Child.start(
        "mixer",
        MESHPARITY,
        List.of("mixer", "--grpc-port=0", "--metrics-port=0", "--monitoring-port=0"));
  }

  static Child server(OverheadMode mode, int app, int mixer) throws IOException {
    return proxy("application's proxy, " + mode.label(), false, mode, app, mixer);
  }

  static Child client(OverheadMode mode, int server, int mixer) throws IOException {
    return proxy("caller's proxy, " + mode.label(), true, mode, server, mixer);
  }

  private static Child proxy(
      String name, boolean client, OverheadMode mode, int upstream, int mixer) throws IOException {
    return Child.start(
        name,
        OverheadSidecar.class.getName(),
        OverheadSidecar.arguments(client, mode, upstream, mixer));
  }
}
