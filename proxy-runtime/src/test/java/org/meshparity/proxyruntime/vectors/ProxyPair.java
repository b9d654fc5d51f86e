package org.meshparity.proxyruntime.vectors;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.InProxySettings;
import org.meshparity.proxyruntime.inproxy.Reporter;
import org.meshparity.proxyruntime.inproxy.StatsFilterConfig;
import org.meshparity.proxyruntime.sidecar.Destination;
import org.meshparity.proxyruntime.sidecar.Network;
import org.meshparity.proxyruntime.sidecar.Service;
import org.meshparity.proxyruntime.sidecar.Sidecar;
import org.meshparity.proxyruntime.sidecar.SidecarFaults;
import org.meshparity.proxyruntime.sidecar.SidecarSettings;
import org.meshparity.proxyruntime.sidecar.StrictSecurity;
import org.meshparity.proxyruntime.sidecar.Telemetry;
import org.meshparity.proxyruntime.sidecar.WorkloadDirectory;
import org.meshparity.proxyruntime.sidecar.security.MeshCa;
import org.meshparity.proxyruntime.sidecar.security.SpiffeId;
import org.meshparity.proxyruntime.sidecar.tcp.TcpSettings;
import org.meshparity.proxyruntime.vectors.Scenario.Security;

/** An application, its sidecar, its caller's sidecar, and the caller, over sockets of loopback. */
final class ProxyPair implements Run {

  private static final Duration FLUSH = Duration.ofMillis(50);

  /** What the proxies' own tests call the exchange in the filter's configuration. */
  private static final String EXCHANGE = "mx-protocol";

  private static final WorkloadDirectory NOBODY_KNOWN = uid -> Optional.empty();

  private final Network network = new Network(1);
  private final MeshCa authority = MeshCa.inMemory(SpiffeId.DEFAULT_TRUST_DOMAIN);
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final Sidecar client;
  private final Sidecar server;
  private final int serverPort;
  private final int clientPort;

  private ProxyPair(Scenario scenario, Scenario.Sides sides) throws Exception {
    try {
      Traffic.BackEnd app = scenario.traffic().open();
      closing.push(app);
      Security security = scenario.security();
      server = open(settings(scenario, sides.server()), security == null ? "" : security.server());
      client = open(settings(scenario, sides.client()), security == null ? "" : security.client());
      Destination itself = destination(sides.server().cluster(), app.port());
      boolean tcp = scenario.traffic() instanceof TcpTraffic;
      TcpSettings how = tcp(security);
      serverPort =
          tcp
              ? server.listenTcpInbound(() -> itself, how, 0)
              : server.listenInbound(host -> itself);
      Destination other = destination(sides.client().cluster(), serverPort);
      clientPort =
          tcp
              ? client.listenTcpOutbound(() -> other, how, 0)
              : client.listenOutbound(host -> other, 0);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The same for requests in plain text that no case speaks of. */
  static ProxyPair play(String release, Traffic traffic, Scenario.Side client, Scenario.Side server)
      throws Exception {
    Scenario.Sides sides = new Scenario.Sides(client, server);
    return play(new Scenario("", release, traffic, sides, null, List.of()), sides);
  }

  /** Starts both proxies around an application and lets the scenario's requests pass them. */
  static ProxyPair play(Scenario scenario, Scenario.Sides sides) throws Exception {
    ProxyPair pair = new ProxyPair(scenario, sides);
    try {
      scenario.traffic().send(pair.clientPort);
      return pair;
    } catch (Exception e) {
      pair.close();
      throw e;
    }
  }

  private Sidecar open(SidecarSettings settings, String identity) throws IOException {
    Sidecar sidecar = Sidecar.start(secured(settings, identity), network);
    closing.push(sidecar);
    return sidecar;
  }

  private SidecarSettings secured(SidecarSettings settings, String identity) {
    return identity.isEmpty()
        ? settings
        : settings.withSecurity(
            StrictSecurity.of(SpiffeId.parse(identity).orElseThrow(), authority, NOBODY_KNOWN));
  }

  private static TcpSettings tcp(@Nullable Security security) {
    return security == null || security.protocol().isEmpty()
        ? TcpSettings.DEFAULT
        : TcpSettings.DEFAULT
            .withProtocols(List.of(security.protocol()))
            .withExchangeProtocol(EXCHANGE);
  }

  private static SidecarSettings settings(Scenario scenario, Scenario.Side side) {
    IstioRelease release = IstioRelease.parse(scenario.release());
    StatsFilterConfig config = StatsFilterConfig.parse(side.config(), release);
    return new SidecarSettings(
            side.node(),
            release,
            new Telemetry(false, true, true),
            loopback(0),
            null,
            NOBODY_KNOWN,
            FLUSH,
            SidecarFaults.NONE)
        .withInProxy(
            InProxySettings.of(side.node(), release)
                .withFilters(config, config)
                .withBootstrap(scenario.declaredLabels(), true));
  }

  /** The one cluster that Envoy knows to have no endpoints has none here either. */
  private static Destination destination(String cluster, int port) {
    return new Destination(
        new Service("server", "default", 9080),
        cluster,
        cluster.equals("BlackHoleCluster") ? null : loopback(port),
        "kubernetes://server.default");
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Where the caller reaches its proxy. */
  int clientPort() {
    return clientPort;
  }

  /** Where the caller's proxy reaches the called's. */
  int serverPort() {
    return serverPort;
  }

  @Override
  public Map<String, String> variables() {
    return Map.of("ClientPort", Integer.toString(clientPort), "Namespace", Scenario.NAMESPACE);
  }

  @Override
  public ScrapedPage page(Reporter side) throws IOException {
    Sidecar sidecar = side == Reporter.SOURCE ? client : server;
    return ScrapedPage.read(sidecar.statsPort(), Sidecar.STATS_PATH);
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot close a part of the scenario", e);
      }
    }
    network.close();
  }
}
