package org.meshparity.proxyruntime.mesh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.InProxySettings;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.mixer.Mixer;
import org.meshparity.proxyruntime.mixer.MixerSettings;
import org.meshparity.proxyruntime.sidecar.MeshSecurity;
import org.meshparity.proxyruntime.sidecar.Network;
import org.meshparity.proxyruntime.sidecar.Sidecar;
import org.meshparity.proxyruntime.sidecar.SidecarSettings;
import org.meshparity.proxyruntime.sidecar.StrictSecurity;
import org.meshparity.proxyruntime.sidecar.TelemetryMeter;
import org.meshparity.proxyruntime.sidecar.WorkloadDirectory;
import org.meshparity.proxyruntime.sidecar.security.MeshCa;
import org.meshparity.proxyruntime.sidecar.tcp.TcpSettings;

/**
 * Bookinfo in one process: applications, a sidecar for each, a gateway, load, and a Mixer.
 *
 * <p>Everything talks over sockets of loopback, as it would between pods: what one part knows of
 * another it knows from the wire.
 */
public final class Mesh implements AutoCloseable {

  /** Of the sidecars, of Mixer and its monitoring, and of the store behind TCP. */
  static final int PAGES = Bookinfo.values().length + 3;

  private static final int THREADS = 2;
  private static final Duration PARTING = Duration.ofSeconds(5);

  /** Longer than a sidecar lets any request take: afterwards none is under way. */
  private static final Duration DRAIN = Duration.ofSeconds(17);

  private final MeshSettings settings;
  private final Faults faults = new Faults();
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final List<Member> members = new ArrayList<>();
  private final WorkloadDirectory directory = directory();
  private final Network network;
  private final TelemetryMeter meter = new TelemetryMeter();
  private final @Nullable MeshCa ca;

  private @Nullable TcpStore store;
  private @Nullable TcpLoad tcpLoad;
  private @Nullable Mixer mixer;
  private @Nullable LoadGenerator load;
  private @Nullable ControlPort control;
  private int gatewayPort;

  private Mesh(MeshSettings settings) {
    this.settings = settings;
    settings.faults().forEach(faults::set);
    ca = settings.mtls().strict() ? MeshCa.inMemory(settings.mtls().trustDomain()) : null;
    network = new Network(THREADS);
    closing.push(network::close);
  }

  /**
   * Starts everything, the load last.
   *
   * @throws IOException when a port cannot be had; nothing is left running then
   * @throws IllegalArgumentException on an unknown fault, or reports in a release without Mixer
   */
  public static Mesh start(MeshSettings settings) throws IOException {
    Mesh mesh = new Mesh(settings.checked());
    try {
      mesh.open();
      return mesh;
    } catch (IOException | RuntimeException e) {
      mesh.close();
      throw e;
    }
  }

  private void open() throws IOException {
    InetSocketAddress reports = reports();
    for (Bookinfo workload : Bookinfo.values()) {
      Member member = startMember(workload, reports);
      members.add(member);
      closing.push(member::close);
    }
    for (Member member : members.subList(1, members.size())) {
      connect(member);
    }
    HttpCaller gateway = openGateway(members.get(0));
    ControlPort switches = ControlPort.open(faults, this::status, settings.ports().control());
    closing.push(switches::close);
    control = switches;
    startLoad(gateway);
    if (settings.tcp()) {
      openStore(reports);
    }
  }

  /** Puts a TCP workload behind ratings, and lets it be asked. */
  private void openStore(@Nullable InetSocketAddress reports) throws IOException {
    TcpStore opened = TcpStore.start(sidecar(TcpStore.node(), PAGES - 1, reports), network);
    closing.push(opened::close);
    store = opened;
    Sidecar ratings =
        members.stream()
            .filter(member -> member.workload() == Bookinfo.RATINGS)
            .findFirst()
            .orElseThrow()
            .sidecar();
    int port = ratings.listenTcpOutbound(opened::endpoint, TcpSettings.DEFAULT, 0);
    LoadGenerator other = load;
    TcpLoad asking = TcpLoad.start(port, network, () -> other == null || other.isPausing());
    closing.push(asking::close);
    tcpLoad = asking;
  }

  private @Nullable InetSocketAddress reports() throws IOException {
    boolean needsOwn = settings.mixer() == null && settings.release().hasMixer();
    return needsOwn ? startMixer() : settings.mixer();
  }

  private InetSocketAddress startMixer() throws IOException {
    MeshSettings.Ports ports = settings.ports();
    int afterSidecars = Bookinfo.values().length;
    Mixer started =
        Mixer.start(
            MixerSettings.defaults()
                .withListen(ports.listen())
                .withRelease(settings.release())
                .withPorts(0, ports.stats(afterSidecars), ports.stats(afterSidecars + 1)));
    closing.push(started::close);
    mixer = started;
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), started.grpcPort());
  }

  private Member startMember(Bookinfo workload, @Nullable InetSocketAddress reports)
      throws IOException {
    SidecarSettings sidecar = sidecar(workload.node(), members.size(), reports);
    return workload == Bookinfo.GATEWAY
        ? Member.gateway(
            sidecar.withInProxy(InProxySettings.ofGateway(workload.node(), settings.release())),
            network,
            meter)
        : Member.start(workload, sidecar, settings.load(), network, meter);
  }

  private SidecarSettings sidecar(
      NodeMetadata node, int page, @Nullable InetSocketAddress reports) {
    return new SidecarSettings(
        node,
        settings.release(),
        settings.installation().telemetry(),
        new InetSocketAddress(settings.ports().listen(), settings.ports().stats(page)),
        reports,
        directory,
        settings.flush(),
        faults.of(node.workloadName()),
        security(node));
  }

  private MeshSecurity security(NodeMetadata node) {
    String trustDomain = settings.mtls().trustDomain();
    return ca == null ? MeshSecurity.PLAIN : StrictSecurity.of(node, ca, trustDomain, directory);
  }

  private void connect(Member member) throws IOException {
    HttpCaller caller = member.connect(services(), network);
    closing.push(caller::close);
  }

  private MeshRouter services() {
    return new MeshRouter(
        members.stream().filter(member -> member.app() != null).map(Member::endpoint).toList());
  }

  private HttpCaller openGateway(Member gateway) throws IOException {
    MeshRouter services = services();
    int port = settings.ports().gateway();
    gatewayPort = gateway.sidecar().listenOutbound(host -> services.route("productpage"), port);
    HttpCaller caller = new HttpCaller(gatewayPort, network);
    closing.push(caller::close);
    return caller;
  }

  private void startLoad(HttpCaller gateway) {
    LoadGenerator started = new LoadGenerator(settings.load(), gateway, network);
    load = started;
    closing.push(() -> started.stop(PARTING));
    started.start();
  }

  private static WorkloadDirectory directory() {
    Map<String, NodeMetadata> pods =
        Arrays.stream(Bookinfo.values())
            .map(Bookinfo::node)
            .collect(Collectors.toMap(WorkloadDirectory::uid, Function.identity()));
    pods.put(WorkloadDirectory.uid(TcpStore.node()), TcpStore.node());
    return uid -> Optional.ofNullable(pods.get(uid));
  }

  /** What a Prometheus must scrape to see both sides. */
  public List<ScrapeTarget> targets() {
    return new MeshTargets(settings.ports().advertised()).of(members, mixer, store);
  }

  /** What is broken on purpose; may be switched at any time. */
  public Faults faults() {
    return faults;
  }

  /** What telemetry has cost since the start. */
  public MeshCost cost() {
    TelemetryMeter.Reading read = meter.read();
    Mixer own = mixer;
    return new MeshCost(
        read.legacy(),
        read.candidate(),
        network.reportingCpuNanos(),
        own == null ? 0 : own.receivingCpuNanos());
  }

  /** How it is now. */
  public MeshStatus status() {
    LoadGenerator running = load;
    return new MeshStatus(
        settings.release().toString(),
        settings.installation().description(),
        "http://127.0.0.1:" + gatewayPort + "/productpage",
        "http://127.0.0.1:" + (control == null ? 0 : control.port()),
        running == null ? 0 : running.sent(),
        running == null ? 0 : running.failed(),
        running != null && running.isPausing(),
        faults.active());
  }

  /**
   * Ends the load, waits for what is under way, and shows and sends at once what would follow
   * later. Both sides then tell the same, as soon as Mixer has taken the last report.
   */
  void drain() {
    LoadGenerator running = load;
    if (running != null) {
      running.stop(DRAIN);
    }
    TcpLoad asking = tcpLoad;
    if (asking != null) {
      asking.close();
    }
    members.forEach(member -> member.sidecar().drain());
    TcpStore behindTcp = store;
    if (behindTcp != null) {
      behindTcp.sidecar().drain();
    }
  }

  @Override
  public synchronized void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}
