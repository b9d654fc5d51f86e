package org.meshparity.tests.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.sidecar.Destination;
import org.meshparity.proxyruntime.sidecar.Network;
import org.meshparity.proxyruntime.sidecar.Service;
import org.meshparity.proxyruntime.sidecar.Sidecar;
import org.meshparity.proxyruntime.sidecar.SidecarFaults;
import org.meshparity.proxyruntime.sidecar.SidecarSettings;
import org.meshparity.proxyruntime.sidecar.Telemetry;
import org.meshparity.proxyruntime.sidecar.WorkloadDirectory;

/** One sidecar in a process of its own, so that its CPU time is nobody else's. Prints its port. */
final class OverheadSidecar {

  private static final NodeMetadata CALLER = Traffic.node("reviews-v1", "reviews");
  private static final NodeMetadata CALLED = Traffic.node("ratings-v1", "ratings");
  private static final Service SERVICE = new Service("ratings", "default", 9080);

  private final boolean client;
  private final InetSocketAddress upstream;

  private OverheadSidecar(boolean client, InetSocketAddress upstream) {
    this.client = client;
    this.upstream = upstream;
  }

  static List<String> arguments(boolean client, OverheadMode mode, int upstream, int mixer) {
    return Stream.of(client, mode.name(), upstream, mixer).map(String::valueOf).toList();
  }

  public static void main(String[] arguments) throws Exception {
    OverheadSidecar sidecar =
        new OverheadSidecar(Boolean.parseBoolean(arguments[0]), loopback(arguments[2]));
    OverheadMode mode = OverheadMode.valueOf(arguments[1]);
    System.out.println("port " + sidecar.start(mode, loopback(arguments[3])));
    Thread.currentThread().join();
  }

  private static InetSocketAddress loopback(String port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  private int start(OverheadMode mode, InetSocketAddress mixer) throws Exception {
    SidecarSettings settings =
        new SidecarSettings(
            client ? CALLER : CALLED,
            IstioRelease.V1_4,
            new Telemetry(mode.reportsToMixer(), mode.makesMetrics(), mode.makesMetrics()),
            loopback("0"),
            mixer,
            uid -> Stream.of(CALLER, CALLED).filter(node -> isOf(node, uid)).findFirst(),
            SidecarSettings.DEFAULT_FLUSH,
            SidecarFaults.NONE);
    Sidecar sidecar = Sidecar.start(settings, new Network(1));
    String uid = WorkloadDirectory.uid(CALLED);
    Destination there =
        client
            ? Destination.outbound(SERVICE, upstream, uid)
            : Destination.inbound(SERVICE, upstream, uid);
    return client ? sidecar.listenOutbound(host -> there, 0) : sidecar.listenInbound(host -> there);
  }

  private static boolean isOf(NodeMetadata node, String uid) {
    return WorkloadDirectory.uid(node).equals(uid);
  }
}
