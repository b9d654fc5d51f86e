package org.meshparity.proxyruntime.mesh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.sidecar.Destination;
import org.meshparity.proxyruntime.sidecar.Network;
import org.meshparity.proxyruntime.sidecar.Router;
import org.meshparity.proxyruntime.sidecar.Sidecar;
import org.meshparity.proxyruntime.sidecar.SidecarSettings;
import org.meshparity.proxyruntime.sidecar.TelemetryMeter;
import org.meshparity.proxyruntime.sidecar.WorkloadDirectory;

/**
 * A workload and its sidecar. The gateway is a sidecar without a workload.
 *
 * @param inboundPort where others reach the workload; 0 for the gateway
 */
record Member(Bookinfo workload, Sidecar sidecar, @Nullable App app, int inboundPort)
    implements AutoCloseable {

  static Member gateway(SidecarSettings settings, Network network, TelemetryMeter meter)
      throws IOException {
    return new Member(Bookinfo.GATEWAY, Sidecar.start(settings, network, meter), null, 0);
  }

  static Member start(
      Bookinfo workload,
      SidecarSettings settings,
      MeshSettings.Load load,
      Network network,
      TelemetryMeter meter)
      throws IOException {
    Sidecar sidecar = Sidecar.start(settings, network, meter);
    try {
      App app = App.start(workload, load, network);
      Destination itself =
          Destination.inbound(
              workload.service(), loopback(app.port()), WorkloadDirectory.uid(workload.node()));
      return new Member(workload, sidecar, app, sidecar.listenInbound(host -> itself));
    } catch (IOException e) {
      sidecar.close();
      throw e;
    }
  }

  /** This workload as others reach it. */
  Destination endpoint() {
    return Destination.outbound(
        workload.service(), loopback(inboundPort), WorkloadDirectory.uid(workload.node()));
  }

  /** Lets the application call others through its sidecar; returns what it calls with. */
  HttpCaller connect(Router router, Network network) throws IOException {
    HttpCaller caller = new HttpCaller(sidecar.listenOutbound(router, 0), network);
    if (app != null) {
      app.callThrough(caller);
    }
    return caller;
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    if (app != null) {
      app.close();
    }
    sidecar.close();
  }
}
