package org.meshparity.proxyruntime.sidecar;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.OptionValue;
import org.meshparity.proxyruntime.inproxy.InProxySettings;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.sidecar.tcp.TcpSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A sidecar in front of any service. */
@Command(
    name = "proxy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "A sidecar in front of any service, with Istio's metrics of what passes it.",
      "",
      "Carries HTTP/1.1, HTTP/2 and TCP. Runs until it is stopped (Ctrl-C)."
    },
    footer = {
      "",
      "Examples:",
      "  meshparity proxy --listen 127.0.0.1:8080 --upstream 127.0.0.1:9080 \\",
      "      --workload ratings-v1",
      "  meshparity proxy --listen :8080 --upstream app:9080 --workload ratings-v1 \\",
      "      --label app=ratings --label version=v1 \\",
      "      --mixer 127.0.0.1:9091 --filters both",
      "  meshparity proxy --direction outbound --listen 127.0.0.1:8081 \\",
      "      --upstream 127.0.0.1:8080 --service ratings:9080 \\",
      "      --workload reviews-v1 --stats-port 0",
      "  meshparity proxy --protocol tcp --listen :27018 --upstream 127.0.0.1:27017 \\",
      "      --workload mongodb-v1 --mtls strict --mtls-ca mesh-ca.pem"
    })
public final class ProxyCommand implements Callable<Integer> {

  private static final int THREADS = 2;

  /** What it carries. */
  enum Protocol {
    HTTP,
    TCP
  }

  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "[HOST]:PORT",
      required = true,
      description = "Where callers connect; without a host on loopback, port 0 takes a free one.")
  private String listen = "";

  @Option(
      names = "--upstream",
      paramLabel = "HOST:PORT",
      required = true,
      description = "The service, or the sidecar, that callers are connected to.")
  private String upstream = "";

  @Option(
      names = "--direction",
      paramLabel = "DIRECTION",
      defaultValue = "inbound",
      description =
          "inbound: in front of a server (reporter=destination); outbound: in front of what a client"
              + " calls (reporter=source) (default: ${DEFAULT-VALUE}).")
  private Exchange.Direction direction = Exchange.Direction.INBOUND;

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      defaultValue = "http",
      description =
          "http or tcp (default: ${DEFAULT-VALUE}). v1 tells of TCP in every version, v2 from 1.5 on,"
              + " and knows the peer with --mtls strict only.")
  private Protocol protocol = Protocol.HTTP;

  @Mixin private ProxyWorkload workload = new ProxyWorkload();

  @Option(
      names = "--filters",
      paramLabel = "FILTERS",
      description = "none, v1, v2 or both (default: both with --mixer, else v2).")
  private @Nullable ProxyFilters filters;

  @Option(
      names = "--mixer",
      paramLabel = "HOST:PORT",
      description = "Mixer that v1's reports go to; see 'meshparity mixer'.")
  private @Nullable String mixer;

  @Option(
      names = "--istio-version",
      paramLabel = "VERSION",
      defaultValue = "1.5",
      description =
          "Whose metrics: 1.3 to 1.8, or a patch such as 1.5.2 (default: ${DEFAULT-VALUE}).")
  private String istioVersion = "";

  @Option(
      names = "--stats-listen",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "Address of the page to scrape (default: ${DEFAULT-VALUE}).")
  private String statsListen = "";

  @Option(
      names = "--stats-port",
      paramLabel = "PORT",
      defaultValue = "15090",
      description = "Port of the page to scrape; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int statsPort;

  @Mixin private ProxyGenerator generator = new ProxyGenerator();

  @Mixin private ProxySecurity security = new ProxySecurity();

  @Mixin private ProxyLimits limits = new ProxyLimits();

  @Override
  public Integer call() throws InterruptedException {
    Plan plan = plan();
    try {
      return run(plan);
    } catch (IOException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("proxy: " + e.getMessage());
      err.flush();
      return CommandLine.ExitCode.USAGE;
    }
  }

  /** What the options mean together, checked. */
  private record Plan(
      HostAndPort listen,
      HostAndPort upstream,
      HostAndPort stats,
      Service service,
      NodeMetadata node,
      ProxyFilters filters,
      @Nullable HostAndPort mixer,
      IstioRelease release,
      HttpSettings http,
      TcpSettings tcp,
      InProxySettings inProxy,
      Mtls mtls,
      Duration drain) {}

  private Plan plan() {
    try {
      HostAndPort to = HostAndPort.parse("--upstream", upstream);
      NodeMetadata node = workload.node();
      IstioRelease release = IstioRelease.parse(istioVersion);
      return new Plan(
          HostAndPort.parse("--listen", listen.startsWith(":") ? "127.0.0.1" + listen : listen),
          to,
          stats(),
          workload.service(direction, to.port()),
          node,
          ProxyFilters.of(filters, mixer != null, release),
          mixer == null ? null : HostAndPort.parse("--mixer", mixer),
          release,
          limits.settings(),
          protocol == Protocol.TCP ? limits.tcp() : TcpSettings.DEFAULT,
          generator.settings(node, release),
          security.mode(),
          limits.drain());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private HostAndPort stats() {
    String host = OptionValue.notBlank("--stats-listen", statsListen);
    int port = OptionValue.port("--stats-port", statsPort);
    return HostAndPort.parse("--stats-listen with --stats-port", host + ":" + port);
  }

  private int run(Plan plan) throws IOException, InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    try (Network network = new Network(THREADS);
        NamedEndpoints endpoints = new NamedEndpoints(plan.upstream(), to -> to(plan, to));
        Sidecar sidecar = Sidecar.start(settings(plan), network)) {
      int port = listen(sidecar, plan, endpoints);
      Thread stopping = new Thread(() -> stop(sidecar, plan.drain(), stop), "proxy-stop");
      Runtime.getRuntime().addShutdownHook(stopping);
      print(plan, port, sidecar.statsPort(), endpoints.isKnown());
      try {
        stop.await();
      } finally {
        forget(stopping);
      }
    }
    return 0;
  }

  private int listen(Sidecar sidecar, Plan plan, NamedEndpoints endpoints) throws IOException {
    InetSocketAddress at = address("--listen", plan.listen());
    boolean inbound = direction == Exchange.Direction.INBOUND;
    if (protocol == Protocol.HTTP) {
      return inbound ? sidecar.listenInbound(endpoints, at) : sidecar.listenOutbound(endpoints, at);
    }
    return inbound
        ? sidecar.listenTcpInbound(endpoints::next, plan.tcp(), at)
        : sidecar.listenTcpOutbound(endpoints::next, plan.tcp(), at);
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook is what ends it.
    }
  }

  private static void stop(Sidecar sidecar, Duration drain, CountDownLatch stop) {
    try {
      boolean unused = sidecar.shutDown(drain);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stop.countDown();
    }
  }

  private Destination to(Plan plan, @Nullable InetSocketAddress address) {
    return direction == Exchange.Direction.INBOUND
        ? Destination.inbound(plan.service(), address, WorkloadDirectory.uid(plan.node()))
        : Destination.outbound(plan.service(), address, "");
  }

  private SidecarSettings settings(Plan plan) throws IOException {
    HostAndPort reports = plan.mixer();
    return new SidecarSettings(
            plan.node(),
            plan.release(),
            plan.filters().telemetry(),
            address("--stats-listen", plan.stats()),
            reports == null ? null : reports.unresolved(),
            new OwnWorkload(plan.node()),
            SidecarSettings.DEFAULT_FLUSH,
            SidecarFaults.NONE)
        .withHttp(plan.http())
        .withInProxy(plan.inProxy())
        .withSecurity(security.of(plan.node(), plan.mtls(), spec.commandLine().getErr()));
  }

  private static InetSocketAddress address(String option, HostAndPort written) throws IOException {
    try {
      return written.resolved();
    } catch (UnknownHostException e) {
      throw new IOException(option + " names a host that is unknown: " + written.host(), e);
    }
  }

  private void print(Plan plan, int port, int statsPort, boolean isUpstreamKnown) {
    PrintWriter out = spec.commandLine().getOut();
    String way = direction == Exchange.Direction.INBOUND ? "inbound" : "outbound";
    String scheme = protocol == Protocol.HTTP ? "http" : "tcp";
    out.printf(
        "%-9s %s://%s -> %s://%s%n",
        way, scheme, plan.listen().withPort(port), scheme, plan.upstream());
    out.printf(
        "workload  %s.%s, service %s, Istio %s, mutual TLS %s%n",
        plan.node().workloadName(),
        plan.node().namespace(),
        plan.service().host(),
        plan.release(),
        plan.mtls().strict() ? "strict" : "off");
    out.printf("metrics   http://%s%s%n", plan.stats().withPort(statsPort), Sidecar.STATS_PATH);
    if (plan.mixer() != null) {
      out.printf("reports   grpc://%s%n", plan.mixer());
    }
    if (!isUpstreamKnown) {
      out.printf(
          "warning   %s is unknown; %s until it is known%n",
          plan.upstream().host(),
          protocol == Protocol.HTTP ? "requests get a 503" : "connections are closed");
    }
    out.flush();
  }
}
