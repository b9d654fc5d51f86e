package org.meshparity.proxyruntime.sidecar.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.proxyruntime.Leaks;
import org.meshparity.proxyruntime.inproxy.TcpExchange;
import org.meshparity.proxyruntime.sidecar.security.MutualTls;
import org.meshparity.proxyruntime.sidecar.security.WorkloadIdentity;

/** How two proxies introduce themselves, and what becomes of a peer that does it wrongly. */
@Timeout(60)
class PeerExchangeTest {

  private final TcpMesh mesh = new TcpMesh();
  private Application application;

  @BeforeEach
  void start() throws IOException {
    application = Application.echo();
  }

  @AfterAll
  static void nothingIsForgotten() {
    assertThat(Leaks.found()).isEmpty();
  }

  @AfterEach
  void stop() throws IOException {
    mesh.close();
    application.close();
  }

  @Test
  void bothSidesLearnWhoTheOtherIsAndTheApplicationSeesNothingOfIt() throws Exception {
    assertThat(askThrough(mesh.lead(mesh.serve(application.port())), "world")).isEqualTo("world");

    TcpConnection client = mesh.client.recorded.closed.poll(10, TimeUnit.SECONDS);
    TcpConnection server = mesh.server.recorded.closed.poll(10, TimeUnit.SECONDS);
    assertThat(client.peer().workloadName()).isEqualTo("ratings-v1");
    assertThat(server.peer().workloadName()).isEqualTo("productpage-v1");
    assertThat(client.sourcePrincipal()).isEqualTo("spiffe://cluster.local/ns/default/sa/client");
    assertThat(client.destinationPrincipal())
        .isEqualTo("spiffe://cluster.local/ns/default/sa/server");
    assertThat(server.sourcePrincipal()).isEqualTo(client.sourcePrincipal());
    assertThat(server.destinationPrincipal()).isEqualTo(client.destinationPrincipal());
    assertThat(server.mutualTls()).isTrue();
    assertThat(mesh.server.page())
        .contains("alpn_protocol_found{} 1", "metadata_added{} 1", "header_not_found{} 0");
    assertThat(mesh.client.page()).contains("alpn_protocol_found{} 1", "metadata_added{} 1");
  }

  @Test
  void withoutTheProtocolInTheHandshakeThePeerStaysUnknownAndItsPrincipalDoesNot()
      throws Exception {
    mesh.client.settings = TcpSettings.DEFAULT.withProtocols(List.of("some-protocol"));
    mesh.server.settings = TcpSettings.DEFAULT.withProtocols(List.of("some-protocol"));
    assertThat(askThrough(mesh.lead(mesh.serve(application.port())), "world")).isEqualTo("world");

    TcpConnection server = mesh.server.recorded.closed.poll(10, TimeUnit.SECONDS);
    assertThat(server.peer()).isNull();
    assertThat(server.awaitsPeer()).isFalse();
    assertThat(server.sourcePrincipal()).isEqualTo("spiffe://cluster.local/ns/default/sa/client");
    assertThat(mesh.server.page()).contains("alpn_protocol_not_found{} 1", "metadata_added{} 0");
  }

  @Test
  void inPlainTextNothingIsExchanged() throws Exception {
    mesh.client.tls = null;
    mesh.server.tls = null;
    assertThat(askThrough(mesh.lead(mesh.serve(application.port())), "world")).isEqualTo("world");

    TcpConnection server = mesh.server.recorded.closed.poll(10, TimeUnit.SECONDS);
    assertThat(server.peer()).isNull();
    assertThat(server.sourcePrincipal()).isEmpty();
    assertThat(server.mutualTls()).isFalse();
    assertThat(mesh.server.page()).contains("alpn_protocol_not_found{} 1");
  }

  @Test
  void anApplicationThatSpeaksFirstIsIntroducedToo() throws Exception {
    application.close();
    application =
        new Application(
            socket -> {
              socket.getOutputStream().write("welcome".getBytes(StandardCharsets.US_ASCII));
              socket.getInputStream().readAllBytes();
            });
    try (Socket socket = connect(mesh.lead(mesh.serve(application.port())))) {
      assertThat(new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII))
          .isEqualTo("welcome");
      await().until(() -> mesh.client.recorded.opened.get(0).peer() != null);
      await().until(() -> mesh.server.recorded.opened.get(0).peer() != null);
    }
  }

  @Test
  void aFrameInManyPiecesIsWaitedFor() throws Exception {
    Peer peer = new Peer(mesh.serve(application.port()));
    byte[] frame = TcpExchange.frame(TcpMesh.CLIENT);
    for (byte each : frame) {
      peer.send(new byte[] {each});
    }
    peer.send(text("hello"));

    assertThat(peer.awaitPayload(5)).isEqualTo("hello");
    assertThat(mesh.server.recorded.opened.get(0).peer().workloadName())
        .isEqualTo("productpage-v1");
  }

  @Test
  void whatDoesNotBeginWithAFrameIsPassedOnAsItIs() throws Exception {
    Peer peer = new Peer(mesh.serve(application.port()));
    peer.send(text("no frame at all"));

    assertThat(peer.awaitPayload(15)).isEqualTo("no frame at all");
    assertThat(mesh.server.recorded.opened.get(0).awaitsPeer()).isFalse();
    assertThat(mesh.server.page()).contains("initial_header_not_found{} 1");
  }

  @Test
  void aFrameThatCannotBeReadIsLeftOutAndTheConnectionGoesOn() throws Exception {
    Peer peer = new Peer(mesh.serve(application.port()));
    byte[] garbage = {0x0a, 0x7f, 1, 2, 3};
    peer.send(
        ByteBuffer.allocate(13).putInt(0x3D230467).putInt(garbage.length).put(garbage).array());
    peer.send(text("hello"));

    assertThat(peer.awaitPayload(5)).isEqualTo("hello");
    assertThat(mesh.server.page()).contains("_exchange_header_not_found{} 1");
  }

  @Test
  void aFrameThatIsTooLargeEndsTheConnection() throws Exception {
    Peer peer = new Peer(mesh.serve(application.port()));
    peer.send(ByteBuffer.allocate(8).putInt(0x3D230467).putInt(Integer.MAX_VALUE).array());

    assertThat(peer.channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(mesh.server.page()).contains("_exchange_header_not_found{} 1");
  }

  @Test
  void aFrameThatNeverEndsIsNotWaitedForLong() throws Exception {
    Peer peer = new Peer(mesh.serve(application.port()));
    peer.send(Arrays.copyOf(TcpExchange.frame(TcpMesh.CLIENT), 20));

    assertThat(peer.channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(mesh.server.recorded.closed.poll(10, TimeUnit.SECONDS).peer()).isNull();
  }

  @Test
  void noSequenceOfBytesHurtsTheProxy() throws Exception {
    int inbound = mesh.serve(application.port());
    Random random = new Random(7);
    byte[] frame = TcpExchange.frame(TcpMesh.CLIENT);
    for (int round = 0; round < 60; round++) {
      byte[] damaged = frame.clone();
      for (int i = 0; i < 1 + random.nextInt(8); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Peer peer = new Peer(inbound);
      int cut = random.nextInt(damaged.length);
      peer.send(Arrays.copyOf(damaged, cut));
      peer.send(Arrays.copyOfRange(damaged, cut, damaged.length));
      peer.channel.close().syncUninterruptibly();
    }
    Peer sound = new Peer(inbound);
    sound.send(frame);
    sound.send(text("still here"));
    assertThat(sound.awaitPayload(10)).isEqualTo("still here");
    sound.channel.close();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> mesh.server.recorded.closed.size() == mesh.server.recorded.opened.size());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String askThrough(int entry, String question) throws IOException {
    try (Socket socket = connect(entry)) {
      socket.getOutputStream().write(text(question));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** Another proxy of the mesh, of which a test decides every byte. */
  private final class Peer {

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Channel channel;

    Peer(int port) throws Exception {
      MutualTls tls = new MutualTls(new WorkloadIdentity(mesh.ca, TcpMesh.id("client")));
      channel =
          mesh.connector()
              .handler(
                  new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                      tls.connect(channel, List.of(TcpExchange.PROTOCOL), Set.of(), "");
                      channel.pipeline().addLast(new Receiver());
                    }
                  })
              .connect(TcpMesh.loopback(port))
              .sync()
              .channel();
    }

    void send(byte[] bytes) {
      channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)).awaitUninterruptibly();
    }

    /** What came after the proxy's own introduction. */
    String awaitPayload(int length) {
      int frame = TcpExchange.frame(TcpMesh.SERVER).length;
      await().atMost(Duration.ofSeconds(10)).until(() -> bytes().length >= frame + length);
      return new String(bytes(), frame, length, StandardCharsets.US_ASCII);
    }

    private byte[] bytes() {
      synchronized (received) {
        return received.toByteArray();
      }
    }

    private final class Receiver extends SimpleChannelInboundHandler<io.netty.buffer.ByteBuf> {
      @Override
      protected void channelRead0(ChannelHandlerContext context, io.netty.buffer.ByteBuf data)
          throws IOException {
        synchronized (received) {
          data.readBytes(received, data.readableBytes());
        }
      }

      @Override
      public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
      }
    }
  }
}
