package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.Leaks;

/** Much at a time, slow ones, dead ones: nothing leaks, nothing grows, everything ends. */
class RobustnessTest {

  private static final int PIECE = 1 << 16;
  private static final int PIECES = 1_600; // 100 MiB

  private final Network network = new Network(1);

  @AfterEach
  void nothingIsLost() {
    network.close();
    assertThat(Leaks.found()).isEmpty();
  }

  @Test
  void aThousandConnectionsAreServedAtTheSameTimeAndNoneIsLeft() throws IOException {
    InetSocketAddress endpoint = endpoint();
    try (TestProxy proxy = TestProxy.inbound(endpoint)) {
      List<Socket> callers = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        Socket caller = proxy.connect();
        callers.add(caller);
        TestProxy.send(caller, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      for (Socket caller : callers) {
        assertThat(TestProxy.readUntil(caller, "\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
      }
      assertThat(proxy.sidecar().activity().callers()).isEqualTo(1_000);
      for (Socket caller : callers) {
        caller.close();
      }
      proxy.awaitQuiet();
      proxy.awaitPage("response_flags=\"-\",connection_security_policy=\"none\"} 1000\n");
    }
  }

  /** Answers everything at once, on the threads of the test's network. */
  private InetSocketAddress endpoint() throws IOException {
    Channel listener =
        network.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(), new HttpObjectAggregator(1 << 16), new Answer());
              }
            });
    return (InetSocketAddress) listener.localAddress();
  }

  private static final class Answer extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      var response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
      response.headers().setInt("content-length", 0);
      context.writeAndFlush(response);
    }
  }

  /** Sends a large answer as fast as it is taken. */
  private static SocketEndpoint large(AtomicLong sent) throws IOException {
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              self[0].readHead(connection.getInputStream());
              SocketEndpoint.write(
                  connection,
                  "HTTP/1.1 200 OK\r\nContent-Length: " + (long) PIECE * PIECES + "\r\n\r\n");
              byte[] piece = new byte[PIECE];
              for (int i = 0; i < PIECES; i++) {
                connection.getOutputStream().write(piece);
                sent.addAndGet(PIECE);
              }
            });
    return self[0];
  }

  /** The number once it has stopped growing. */
  private static long settled(AtomicLong number) {
    long[] last = {-1};
    await()
        .pollInterval(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              long now = number.get();
              boolean same = now > 0 && now == last[0];
              last[0] = now;
              return same;
            });
    return number.get();
  }

  @Test
  void anEndpointWaitsForASlowReaderAndEverythingArrives() throws IOException {
    AtomicLong sent = new AtomicLong();
    try (SocketEndpoint endpoint = large(sent);
        TestProxy proxy = TestProxy.inbound(endpoint.address());
        Socket caller = proxy.connect()) {
      TestProxy.send(caller, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      // What fits into the sockets' buffers is gone, and no more.
      assertThat(settled(sent)).isLessThan(32L << 20);
      TestProxy.readUntil(caller, "\r\n\r\n");
      assertThat(caller.getInputStream().transferTo(java.io.OutputStream.nullOutputStream()))
          .isEqualTo((long) PIECE * PIECES);
    }
  }

  @Test
  void aReaderThatGoesAwayInTheMiddleLeavesNothingBehind() throws IOException {
    AtomicLong sent = new AtomicLong();
    try (SocketEndpoint endpoint = large(sent);
        TestProxy proxy = TestProxy.inbound(endpoint.address())) {
      try (Socket caller = proxy.connect()) {
        TestProxy.send(caller, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        caller.getInputStream().readNBytes(1 << 20);
      }
      proxy.awaitQuiet();
      await().until(() -> proxy.sidecar().upstreamConnections() == 0);
      proxy.awaitPage("response_code=\"200\",grpc_response_status=\"\",response_flags=\"DC\"");
    }
  }

  @Test
  void aCallerWaitsForASlowEndpointAndEverythingArrives() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicLong taken = new AtomicLong();
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              self[0].readHead(connection.getInputStream());
              go.await();
              byte[] piece = new byte[PIECE];
              for (long left = (long) PIECE * PIECES; left > 0; ) {
                int read = connection.getInputStream().read(piece, 0, (int) Math.min(PIECE, left));
                left -= read;
                taken.addAndGet(read);
              }
              SocketEndpoint.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            });
    AtomicLong sent = new AtomicLong();
    try (SocketEndpoint endpoint = self[0];
        TestProxy proxy = TestProxy.inbound(endpoint.address());
        Socket caller = proxy.connect()) {
      TestProxy.send(
          caller,
          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + (long) PIECE * PIECES + "\r\n\r\n");
      Thread writing = new Thread(() -> write(caller, sent));
      writing.start();
      assertThat(settled(sent)).isLessThan(32L << 20);
      go.countDown();
      assertThat(TestProxy.readUntil(caller, "ok")).startsWith("HTTP/1.1 200 OK");
      assertThat(taken.get()).isEqualTo((long) PIECE * PIECES);
      writing.join();
    }
  }

  private static void write(Socket caller, AtomicLong sent) {
    byte[] piece = new byte[PIECE];
    try {
      for (int i = 0; i < PIECES; i++) {
        caller.getOutputStream().write(piece);
        sent.addAndGet(PIECE);
      }
    } catch (IOException e) {
      sent.set(-1);
    }
  }

  @Test
  void anEndpointThatDiesInTheMiddleLeavesNothingBehind() throws IOException {
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              self[0].readHead(connection.getInputStream());
              SocketEndpoint.write(
                  connection, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhalf");
              connection.setSoLinger(true, 0);
            });
    try (SocketEndpoint endpoint = self[0];
        TestProxy proxy = TestProxy.inbound(endpoint.address())) {
      for (int i = 0; i < 50; i++) {
        try {
          proxy.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        } catch (IOException e) {
          // a reset is as good an end as any
        }
      }
      proxy.awaitQuiet();
      await().until(() -> proxy.sidecar().upstreamConnections() == 0);
      proxy.awaitPage("response_flags=\"UC\",connection_security_policy=\"none\"} 50\n");
    }
  }

  @Test
  void requestsFlowAndReportsAreLostWhileMixerIsDown() throws IOException {
    InetSocketAddress endpoint = endpoint();
    Network own = new Network(1);
    SidecarSettings settings =
        new SidecarSettings(
            TestProxy.settings("ratings").node(),
            IstioRelease.V1_5,
            Telemetry.BOTH,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            TestProxy.nobody(),
            uid -> Optional.empty(),
            Duration.ofMillis(50),
            SidecarFaults.NONE);
    Destination itself = Destination.inbound(TestProxy.SERVICE, endpoint, "kubernetes://r.default");
    try (Sidecar sidecar = Sidecar.start(settings, own);
        Socket caller =
            new Socket(InetAddress.getLoopbackAddress(), sidecar.listenInbound(host -> itself))) {
      caller.setSoTimeout(20_000);
      for (int i = 0; i < 250; i++) {
        TestProxy.send(caller, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(TestProxy.readUntil(caller, "\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
      }
      sidecar.drain();
      await().until(() -> counter(sidecar, "report_calls") == 250);
      await().until(() -> counter(sidecar, "remote_report_send_errors") == 3);
      assertThat(counter(sidecar, "remote_report_successes")).isZero();
    } finally {
      own.close();
    }
  }

  private static long counter(Sidecar sidecar, String name) throws IOException {
    var uri = java.net.URI.create("http://127.0.0.1:" + sidecar.statsPort() + Sidecar.STATS_PATH);
    try (var in = uri.toURL().openStream()) {
      String prefix = "envoy_http_mixer_filter_total_" + name;
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(prefix))
          .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  @Test
  void callsToAMixerThatNeverAnswersAreFewAndTheRestIsLostAtOnce() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Network own = new Network(1);
    ReportCounters counters = ReportCounters.ofHttp();
    try (SocketEndpoint silent = new SocketEndpoint(connection -> never.await());
        ReportClient client = new ReportClient(silent.address(), own, () -> 0, counters)) {
      for (int i = 0; i < 200; i++) {
        client.send(List.of());
      }
      var page = new org.meshparity.proxyruntime.inproxy.StatsPage();
      counters.writeTo(page);
      assertThat(page.toString())
          .contains("total_remote_report_calls{} 200")
          .contains("send_errors{} " + (200 - ReportClient.MAX_CALLS));
    } finally {
      own.close();
    }
  }
}
