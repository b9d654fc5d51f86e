package org.meshparity.proxyruntime.mesh;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.sidecar.Destination;
import org.meshparity.proxyruntime.sidecar.Network;
import org.meshparity.proxyruntime.sidecar.Service;
import org.meshparity.proxyruntime.sidecar.Sidecar;
import org.meshparity.proxyruntime.sidecar.SidecarSettings;
import org.meshparity.proxyruntime.sidecar.WorkloadDirectory;
import org.meshparity.proxyruntime.sidecar.tcp.TcpSettings;

/**
 * Where ratings are stored, in a mesh with TCP: a workload of the name of Bookinfo's database,
 * which sends back what it is sent. What is said matters to nobody here; that it is TCP does.
 */
final class TcpStore implements AutoCloseable {

  static final String WORKLOAD = "mongodb-v1";

  private static final Service SERVICE = new Service("mongodb", "default", 27017);
  private static final NodeMetadata NODE =
      new NodeMetadata(
          "sidecar~127.0.0.1~mongodb-v1-6c9f8d7b54-k2x7q.default~default.svc.cluster.local",
          "mongodb-v1-6c9f8d7b54-k2x7q",
          "default",
          WORKLOAD,
          "kubernetes://apis/apps/v1/namespaces/default/deployments/mongodb-v1",
          "bookinfo-mongodb",
          Map.of("app", "mongodb", "version", "v1"));

  private final Sidecar sidecar;
  private final Channel application;
  private final int inboundPort;

  private TcpStore(Sidecar sidecar, Channel application, int inboundPort) {
    this.sidecar = sidecar;
    this.application = application;
    this.inboundPort = inboundPort;
  }

  static NodeMetadata node() {
    return NODE;
  }

  static TcpStore start(SidecarSettings settings, Network network) throws IOException {
    Sidecar sidecar = Sidecar.start(settings, network);
    try {
      Channel application = network.listen(loopback(0), new Connections());
      Destination itself =
          Destination.inbound(
              SERVICE, loopback(Network.port(application)), WorkloadDirectory.uid(NODE));
      int port = sidecar.listenTcpInbound(() -> itself, TcpSettings.DEFAULT, 0);
      return new TcpStore(sidecar, application, port);
    } catch (IOException e) {
      sidecar.close();
      throw e;
    }
  }

  Sidecar sidecar() {
    return sidecar;
  }

  /** This workload as others reach it. */
  Destination endpoint() {
    return Destination.outbound(SERVICE, loopback(inboundPort), WorkloadDirectory.uid(NODE));
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    application.close().awaitUninterruptibly();
    sidecar.close();
  }

  private static final class Connections extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      channel.pipeline().addLast(new Echo());
    }
  }

  @SuppressWarnings(
      "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.writeAndFlush(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
