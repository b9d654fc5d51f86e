package org.meshparity.proxyruntime.sidecar;

import java.time.Duration;
import org.meshparity.proxyruntime.Durations;
import org.meshparity.proxyruntime.OptionValue;
import org.meshparity.proxyruntime.http.HeadLimits;
import org.meshparity.proxyruntime.sidecar.HttpSettings.UpstreamProtocol;
import org.meshparity.proxyruntime.sidecar.tcp.TcpSettings;
import picocli.CommandLine.Option;

/** The options that say how a proxy carries requests, and when it gives up. */
final class ProxyLimits {

  @Option(
      names = "--upstream-protocol",
      paramLabel = "PROTOCOL",
      defaultValue = "auto",
      description =
          "http1, http2, or auto: what the caller speaks, so an upstream without HTTP/2 needs http1"
              + " where callers have it (default: ${DEFAULT-VALUE}). Callers are told apart by their"
              + " first bytes; HTTP/2 is taken with prior knowledge.")
  private UpstreamProtocol protocol = UpstreamProtocol.AUTO;

  @Option(
      names = "--connect-timeout",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description = "For a connection to the upstream (default: ${DEFAULT-VALUE}).")
  private String connect = "";

  @Option(
      names = "--request-timeout",
      paramLabel = "DURATION",
      defaultValue = "15s",
      description =
          "From the end of a request to the end of its response; 0s for never, as long streams of"
              + " events need (default: ${DEFAULT-VALUE}).")
  private String request = "";

  @Option(
      names = "--stream-idle-timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "For a request on which nothing moves (default: ${DEFAULT-VALUE}).")
  private String streamIdle = "";

  @Option(
      names = "--idle-timeout",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description =
          "For a connection without a request, 0s for never, or of TCP without a byte (default:"
              + " ${DEFAULT-VALUE}).")
  private String idle = "";

  @Option(
      names = "--header-timeout",
      paramLabel = "DURATION",
      defaultValue = "15s",
      description = "For a request's head (default: ${DEFAULT-VALUE}).")
  private String head = "";

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Callers of HTTP at a time (default: ${DEFAULT-VALUE}).")
  private int callers;

  @Option(
      names = "--max-upstream-connections",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Connections to one endpoint at a time (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--max-pending-requests",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Requests that wait for a connection (default: ${DEFAULT-VALUE}).")
  private int pending;

  @Option(
      names = "--drain-timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "What is under way gets so long at the end (default: ${DEFAULT-VALUE}).")
  private String drain = "";

  HttpSettings settings() {
    return new HttpSettings(
        protocol,
        new HttpSettings.Timeouts(
            connect(),
            Durations.parse("--request-timeout", request),
            Durations.parse("--stream-idle-timeout", streamIdle),
            Durations.parse("--idle-timeout", idle),
            Durations.parse("--header-timeout", head)),
        new HttpSettings.Limits(
            OptionValue.atLeast("--max-connections", 1, callers),
            connections(),
            OptionValue.atLeast("--max-pending-requests", 0, pending),
            HttpSettings.Limits.DEFAULT.requests()),
        HeadLimits.DEFAULT);
  }

  TcpSettings tcp() {
    return TcpSettings.DEFAULT
        .withConnect(connect())
        .withIdle(Durations.positive("--idle-timeout", idle))
        .withMaxConnections(connections());
  }

  private Duration connect() {
    return Durations.positive("--connect-timeout", connect);
  }

  private int connections() {
    return OptionValue.atLeast("--max-upstream-connections", 1, connections);
  }

  Duration drain() {
    return Durations.parse("--drain-timeout", drain);
  }
}
