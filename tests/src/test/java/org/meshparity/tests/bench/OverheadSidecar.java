package org.meshparity.tests.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.sidecar.*;

final class OverheadSidecar {
  public static void main(String[] a) throws Exception {
    boolean server = a[0].equals("server");
    OverheadMode mode = OverheadMode.valueOf(a[1]);
    int upstream = Integer.parseInt(a[2]), mixer = Integer.parseInt(a[3]);
    NodeMetadata ratings = Traffic.node("ratings-v1", "ratings"),
        reviews = Traffic.node("reviews-v1", "reviews");
    NodeMetadata local = server ? ratings : reviews;
    WorkloadDirectory dir =
        uid ->
            uid.equals(WorkloadDirectory.uid(ratings))
                ? Optional.of(ratings)
                : Optional.of(reviews);
    Sidecar s =
        Sidecar.start(
            new SidecarSettings(
                local,
                IstioRelease.V1_4,
                new Telemetry(mode.reportsToMixer(), mode.makesMetrics(), mode.makesMetrics()),
                new InetSocketAddress("127.0.0.1", 0),
                new InetSocketAddress("127.0.0.1", mixer),
                dir,
                SidecarSettings.DEFAULT_FLUSH,
                SidecarFaults.NONE),
            new Network(1));
    InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream);
    Service svc = new Service("ratings", "default", 9080);
    Destination d =
        server
            ? Destination.inbound(svc, to, WorkloadDirectory.uid(ratings))
            : Destination.outbound(svc, to, WorkloadDirectory.uid(ratings));
    int port = server ? s.listenInbound(h -> d) : s.listenOutbound(h -> d, 0);
    System.out.println("port " + port);
    Thread.currentThread().join();
  }
}
