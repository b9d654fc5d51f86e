package org.meshparity.proxyruntime.sidecar.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workloads over a real socket, and strangers who try to be a third. */
class MutualTlsTest {

  private static final List<String> ISTIO = List.of("istio");
  private static final SpiffeId RATINGS = id("ratings");
  private static final SpiffeId REVIEWS = id("reviews");

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final MeshCa ca = MeshCa.inMemory("cluster.local");
  private final BlockingQueue<Future<Proof>> accepted = new LinkedBlockingQueue<>();
  private final Queue<Channel> echoed = new ConcurrentLinkedQueue<>();
  private MutualTls server =
      new MutualTls(new WorkloadIdentity(ca, RATINGS), Duration.ofMillis(300));
  private Channel listener;

  private static SpiffeId id(String account) {
    return new SpiffeId("cluster.local", "default", account);
  }

  @BeforeEach
  void listen() {
    listener =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accepted.add(server.accept(channel, List.of("istio-peer-exchange", "istio")));
                    channel.pipeline().addLast(new Echo());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  @AfterEach
  void stop() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void bothSidesProveWhoTheyAre() throws Exception {
    Proof client = connect(workload(ca, REVIEWS), ISTIO, Set.of(RATINGS), "ratings.default").get();

    assertThat(client).isEqualTo(new Proof(REVIEWS, RATINGS, "istio", "ratings.default"));
    assertThat(serverProof()).isEqualTo(new Proof(RATINGS, REVIEWS, "istio", "ratings.default"));
    assertThat(counters()).containsEntry("envoy_listener_ssl_handshake", 1L);
  }

  @Test
  void processesThatShareAnAuthoritysFileAcceptEachOther(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("ca.pem");
    server =
        new MutualTls(new WorkloadIdentity(CaFile.loadOrCreate(file, "cluster.local"), RATINGS));
    MutualTls client = workload(CaFile.loadOrCreate(file, "cluster.local"), REVIEWS);

    assertThat(connect(client, ISTIO, Set.of(RATINGS), "").get().peer()).isEqualTo(RATINGS);
    assertThat(serverProof().peer()).isEqualTo(REVIEWS);
  }

  @Test
  void theServersPreferenceChoosesTheProtocol() throws Exception {
    List<String> both = List.of("istio", "istio-peer-exchange");

    assertThat(connect(workload(ca, REVIEWS), both, Set.of(), "").get().protocol())
        .isEqualTo("istio-peer-exchange");
  }

  @Test
  void withoutACommonProtocolThereIsNoneAndStillAConnection() throws Exception {
    assertThat(connect(workload(ca, REVIEWS), List.of("other"), Set.of(), "").get().protocol())
        .isEmpty();
  }

  @Test
  void plainTextIsRefusedAndCounted() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("GET");
    }
    awaitCounter("envoy_listener_ssl_connection_error", 1);
    assertThat(echoed).isEmpty();
  }

  @Test
  void aClientOfAnotherAuthorityIsRefusedAndCounted() throws Exception {
    MeshCa other = MeshCa.inMemory("cluster.local");
    strangerConnects(bundleClient(other, REVIEWS));

    awaitCounter("envoy_listener_ssl_fail_verify_error", 1);
    assertThat(echoed).isEmpty();
  }

  @Test
  void aClientWithoutACertificateIsRefusedAndCounted() throws Exception {
    strangerConnects(
        SslContextBuilder.forClient()
            .trustManager(ca.certificate())
            .endpointIdentificationAlgorithm(null));

    awaitCounter("envoy_listener_ssl_fail_verify_no_cert", 1);
    assertThat(echoed).isEmpty();
  }

  @Test
  void aClientOfAnotherTrustDomainIsRefusedAndCounted() throws Exception {
    strangerConnects(bundleClient(ca, new SpiffeId("elsewhere.org", "default", "reviews")));

    awaitCounter("envoy_listener_ssl_fail_verify_san", 1);
    assertThat(echoed).isEmpty();
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    var expired = ca.issue(REVIEWS, Instant.now().minus(Duration.ofHours(3)), Duration.ofHours(1));
    strangerConnects(
        SslContextBuilder.forClient()
            .keyManager(expired.getKeyPair().getPrivate(), expired.getCertificatePath())
            .trustManager(ca.certificate())
            .endpointIdentificationAlgorithm(null));

    awaitCounter("envoy_listener_ssl_fail_verify_error", 1);
  }

  @Test
  void aServerOfAnotherAuthorityIsNotTalkedTo() {
    MutualTls client = workload(MeshCa.inMemory("cluster.local"), REVIEWS);

    assertThatThrownBy(() -> connect(client, ISTIO, Set.of(), "").get()).isNotNull();
    assertThat(counters(client)).containsEntry("envoy_cluster_ssl_fail_verify_error", 1L);
  }

  @Test
  void aServerOfAnotherAccountThanExpectedIsNotTalkedTo() {
    MutualTls client = workload(ca, REVIEWS);

    assertThatThrownBy(() -> connect(client, ISTIO, Set.of(id("details")), "").get())
        .hasMessageContaining("sa/ratings answered where only");
    assertThat(counters(client)).containsEntry("envoy_cluster_ssl_fail_verify_san", 1L);
  }

  @Test
  void whoSaysNothingIsHungUpOn() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    awaitCounter("envoy_listener_ssl_connection_error", 1);
  }

  @Test
  void aCertificateIsReplacedAtHalfItsTimeAndConnectionsStay() throws Exception {
    AdjustableClock clock = new AdjustableClock();
    WorkloadIdentity identity = new WorkloadIdentity(ca, REVIEWS, Duration.ofHours(2), clock);
    MutualTls client = new MutualTls(identity);
    Channel old = open(client);
    X509Certificate first = shown(identity);

    clock.now = clock.now.plus(Duration.ofMinutes(59));
    assertThat(shown(identity)).isSameAs(first);
    clock.now = clock.now.plus(Duration.ofMinutes(1));

    assertThat(shown(identity)).isNotEqualTo(first);
    assertThat(open(client).isActive()).isTrue();
    assertThat(old.isActive()).isTrue();
    old.writeAndFlush(old.alloc().buffer().writeByte(1)).syncUninterruptibly();
    await().atMost(Duration.ofSeconds(10)).until(() -> !echoed.isEmpty());
  }

  private static X509Certificate shown(WorkloadIdentity identity) {
    return identity.certificate();
  }

  private static MutualTls workload(MeshCa ca, SpiffeId id) {
    return new MutualTls(new WorkloadIdentity(ca, id));
  }

  private SslContextBuilder bundleClient(MeshCa signer, SpiffeId id) {
    var bundle = signer.issue(id, Instant.now(), Duration.ofHours(1));
    return SslContextBuilder.forClient()
        .keyManager(bundle.getKeyPair().getPrivate(), bundle.getCertificatePath())
        .trustManager(ca.certificate())
        .endpointIdentificationAlgorithm(null);
  }

  private void strangerConnects(SslContextBuilder tls) throws Exception {
    var context = tls.build();
    Channel channel =
        connect(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(context.newHandler(channel.alloc()));
              }
            });
    channel.writeAndFlush(channel.alloc().buffer().writeByte(1));
    assertThat(channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
  }

  private Future<Proof> connect(
      MutualTls client, List<String> protocols, Set<SpiffeId> expected, String serverName) {
    BlockingQueue<Future<Proof>> proof = new LinkedBlockingQueue<>();
    connect(
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            proof.add(client.connect(channel, protocols, expected, serverName));
          }
        });
    return proof.element();
  }

  private Channel open(MutualTls client) throws Exception {
    BlockingQueue<Future<Proof>> proof = new LinkedBlockingQueue<>();
    Channel channel =
        connect(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                proof.add(client.connect(channel, ISTIO, Set.of(), ""));
              }
            });
    proof.take().get();
    return channel;
  }

  private Channel connect(ChannelInitializer<SocketChannel> initializer) {
    return new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .handler(initializer)
        .connect(InetAddress.getLoopbackAddress(), port())
        .syncUninterruptibly()
        .channel();
  }

  private int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  private Proof serverProof() throws Exception {
    return accepted.take().get(10, TimeUnit.SECONDS);
  }

  private void awaitCounter(String name, long value) {
    await().atMost(Duration.ofSeconds(10)).until(() -> counters().get(name) == value);
  }

  private Map<String, Long> counters() {
    return counters(server);
  }

  private static Map<String, Long> counters(MutualTls tls) {
    Map<String, Long> values = new TreeMap<>();
    tls.counters(values::put);
    return values;
  }

  private final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (((ByteBuf) message).isReadable()) {
        echoed.add(context.channel());
      }
      context.writeAndFlush(message);
    }
  }

  private static final class AdjustableClock extends Clock {
    // An hour behind, since the other side's clock stays: both certificates must be valid today.
    private Instant now = Instant.now().minus(Duration.ofHours(1));

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
