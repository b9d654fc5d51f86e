package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.proxyruntime.mixer.Mixer;
import org.meshparity.proxyruntime.mixer.MixerSettings;

/** The command as it is typed. */
class ProxyCommandTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final List<RunningProxy> running = new ArrayList<>();

  /** In front of an application. */
  private RunningProxy inbound(SocketEndpoint app, String workload, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--upstream=127.0.0.1:" + app.address().getPort());
    arguments.add("--workload=" + workload);
    return run(arguments);
  }

  /** Beside a caller of what such a proxy stands in front of. */
  private RunningProxy outbound(RunningProxy server, String workload, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--direction=outbound");
    arguments.add("--upstream=127.0.0.1:" + server.port("inbound"));
    arguments.add("--service=ratings:9080");
    arguments.add("--workload=" + workload);
    return run(arguments);
  }

  private RunningProxy run(List<String> some) {
    List<String> arguments = new ArrayList<>(some);
    arguments.add("--listen=127.0.0.1:0");
    arguments.add("--stats-port=0");
    RunningProxy one = new RunningProxy(arguments.toArray(new String[0]));
    running.add(one);
    return one;
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (RunningProxy one : running) {
      one.stop();
    }
  }

  private static String ask(int port, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      TestProxy.send(socket, "GET /x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void twoProxiesKnowEachOtherInBothPipelines() throws IOException {
    try (SocketEndpoint app = SocketEndpoint.answering(OK);
        Mixer mixer = Mixer.start(MixerSettings.defaults().withPorts(0, 0, 0))) {
      String reports = "--mixer=127.0.0.1:" + mixer.grpcPort();
      RunningProxy server =
          inbound(app, "ratings-v1", "--label=app=ratings", "--label=version=v1", reports);
      RunningProxy client =
          outbound(server, "reviews-v1", "--label=app=reviews", "--label=version=v1", reports);

      assertThat(ask(client.port("outbound"), "ratings:9080")).startsWith("HTTP/1.1 200 OK");
      String peers = "source_workload=\"reviews-v1\"";
      await().until(() -> server.page().contains(peers));
      await().until(() -> client.page().contains("destination_workload=\"ratings-v1\""));
      await().until(() -> seen(mixer, "reporter=\"source\"", "ratings-v1", "reviews-v1"));
      await().until(() -> seen(mixer, "reporter=\"destination\"", "ratings-v1", "reviews-v1"));
    }
  }

  @Test
  void mutualTlsNamesBothPrincipals(@TempDir Path folder) throws IOException {
    String ca = "--mtls-ca=" + folder.resolve("ca.pem");
    try (SocketEndpoint app = SocketEndpoint.answering(OK)) {
      RunningProxy server =
          inbound(app, "ratings-v1", "--service-account=server", "--mtls=strict", ca);
      RunningProxy client =
          outbound(server, "reviews-v1", "--service-account=client", "--mtls=strict", ca);

      assertThat(ask(client.port("outbound"), "ratings:9080")).startsWith("HTTP/1.1 200 OK");
      String proved = "source_principal=\"spiffe://cluster.local/ns/default/sa/client\"";
      await().until(() -> server.page().contains("connection_security_policy=\"mutual_tls\""));
      assertThat(server.page()).contains(proved);
      await().until(() -> client.page().contains(proved));
      assertThat(ask(server.port("inbound"), "ratings")).isEmpty(); // plain text is not served
    }
  }

  private static boolean seen(Mixer mixer, String... texts) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + mixer.metricsPort() + "/metrics");
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("istio_requests_total"))
          .anyMatch(line -> Arrays.stream(texts).allMatch(line::contains));
    }
  }

  @Test
  void withoutFiltersItOnlyCarries() throws IOException {
    try (SocketEndpoint app = SocketEndpoint.answering(OK)) {
      RunningProxy proxy = inbound(app, "w", "--filters=none");

      assertThat(ask(proxy.port("inbound"), "a"))
          .startsWith("HTTP/1.1 200 OK")
          .doesNotContain("x-envoy");
      assertThat(proxy.page()).doesNotContain("istio_requests_total");
      assertThat(app.received()).doesNotContain("x-envoy-peer", "x-istio-attributes");
    }
  }

  @Test
  void anUpstreamWhoseNameIsUnknownIsUnavailableNotAFailure() throws IOException {
    RunningProxy proxy = run(List.of("--upstream=no.such.host.invalid:80", "--workload=w"));

    assertThat(ask(proxy.port("inbound"), "a")).startsWith("HTTP/1.1 503 ");
    await().until(() -> proxy.page().contains("response_flags=\"UH\""));
    assertThat(proxy.out()).contains("warning");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--listen; nowhere; --listen must be HOST:PORT",
        "--upstream; a:99999; --upstream must be HOST:PORT",
        "--filters; v3; Invalid value for option '--filters'",
        "--filters; both; --mixer HOST:PORT says where",
        "--mixer; x; --mixer must be HOST:PORT",
        "--direction; outbound; needs --service",
        "--istio-version; 1.9; --istio-version must be one of 1.3, 1.4, 1.5, 1.6",
        "--label; nothing; --label must be KEY=VALUE",
        "--request-timeout; 5; --request-timeout must be a number and ms, s, m or h",
        "--connect-timeout; 0s; --connect-timeout must be longer than 0",
        "--drain-timeout; 9999999h; --drain-timeout must be at most 876000h",
        "--workload; ''; --workload must not be empty",
        "--stats-port; -1; --stats-port must be 0 to 65535, was -1",
        "--stats-listen; ''; --stats-listen must not be empty",
        "--max-connections; 0; --max-connections must be 1 or more, was 0",
        "--max-pending-requests; -1; --max-pending-requests must be 0 or more, was -1",
        "--mtls; strict; needs --mtls-ca",
        "--mtls-ca; x.pem; for --mtls strict",
        "--protocol; udp; Invalid value for option '--protocol'",
        "--mtls; maybe; --mtls must be strict or off",
        "--otlp; nowhere; must be a URL with http and a host, such as http://127.0.0.1:4318/v1/metrics",
        "--otlp; http://; must be a URL with http and a host",
        "--stats-config; no-such-file; there is none at /",
      })
  void wrongOptionsAreRefusedInOneLine(String option, String value, String message) {
    StringWriter err = new StringWriter();
    List<String> arguments =
        new ArrayList<>(
            List.of("--listen", "127.0.0.1:0", "--upstream", "127.0.0.1:1", "--workload", "w"));
    int at = arguments.indexOf(option);
    if (at >= 0) {
      arguments.set(at + 1, value);
    } else {
      arguments.addAll(List.of(option, value));
    }
    int exit =
        RunningProxy.commandLine(new StringWriter(), err).execute(arguments.toArray(new String[0]));
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void aReleaseWithoutMixerIsNotReportedTo() {
    assertThat(refused("--listen=127.0.0.1:0", "--mixer=127.0.0.1:1", "--istio-version=1.8"))
        .contains("Mixer ended with Istio 1.7");
  }

  @Test
  void aPortThatIsTakenAndAHostThatIsUnknownAreOneLineAnd2() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(refused("--listen=127.0.0.1:" + taken.getLocalPort()))
          .startsWith("proxy: cannot listen on")
          .hasLineCount(1);
    }
    assertThat(refused("--listen=no.such.host.invalid:80"))
        .contains("names a host that is unknown")
        .hasLineCount(1);
  }

  private static String refused(String... more) {
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--upstream=127.0.0.1:1", "--workload=w", "--stats-port=0"));
    int exit =
        RunningProxy.commandLine(new StringWriter(), err).execute(arguments.toArray(new String[0]));
    assertThat(exit).isEqualTo(2);
    return err.toString();
  }

  @Test
  void helpHasExamplesAndEveryDefault() {
    StringWriter out = new StringWriter();
    assertThat(RunningProxy.commandLine(out, new StringWriter()).execute("--help")).isZero();
    assertThat(out.toString()).contains("Examples:", "--upstream-protocol", "15s", "15090");
  }
}
