package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.InProxySettings;
import org.meshparity.proxyruntime.inproxy.InProxyStats;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.StatsPage;

/** A page of 100,000 series, over a real connection. */
class StatsListenerTest {

  private static final int LABEL_SETS = 25_000;
  private static final NodeMetadata NODE =
      new NodeMetadata("a", "pod", "default", "reviews-v2", "", "", Map.of("app", "reviews"));

  private final Network network = new Network(1);
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong largestPiece = new AtomicLong();
  private InProxyStats stats;
  private int port;

  @BeforeEach
  void listen() throws IOException {
    stats = new InProxyStats(InProxySettings.of(NODE, IstioRelease.V1_6).withMaxSeries(1_000_000));
    Channel listener =
        network.listenForPages(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                StatsListener.install(
                    channel.pipeline(),
                    () ->
                        new StatsStream(
                            new StatsPage(), stats.read(), StatsListenerTest.this::made));
              }
            });
    port = Network.port(listener);
  }

  private void made(ByteBuf piece) {
    made.addAndGet(piece.readableBytes());
    largestPiece.accumulateAndGet(piece.readableBytes(), Math::max);
  }

  @AfterEach
  void close() {
    network.close();
  }

  private void fill() {
    for (int i = 0; i < LABEL_SETS; i++) {
      stats.record(new Recorded("w" + i));
    }
    stats.flush();
  }

  @Test
  void aReaderThatTakesNothingGetsNothingMadeForIt() throws Exception {
    fill();
    assertThat(stats.seriesCount()).isEqualTo(100_000);
    try (Socket reader = new Socket()) {
      reader.setReceiveBufferSize(1 << 14);
      reader.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      reader.setSoTimeout(20_000);
      ask(reader);
      await().until(() -> made.get() > 0);
      long stalled = awaitStandstill();
      assertThat(stalled).isLessThan(8 << 20);
      assertThat(largestPiece.get()).isLessThan(1 << 17);

      // Meanwhile another reader is served, and then the slow one gets all of it.
      assertThat(get("/nowhere", "identity").statusCode()).isEqualTo(404);
      Set<String> families = new HashSet<>();
      long samples = readAll(reader, families);
      assertThat(samples).isGreaterThan(LABEL_SETS * (1 + 3 * 22L));
      assertThat(families).hasSize(6);
    }
    assertThat(made.get()).isGreaterThan(500L << 20);
  }

  /** Waits until no more of the page is made for a while; returns how much was. */
  private long awaitStandstill() {
    AtomicLong before = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(300))
        .until(() -> before.getAndSet(made.get()) == made.get());
    return made.get();
  }

  private static void ask(Socket reader) throws IOException {
    String request = "GET /stats/prometheus HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    reader.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads a chunked page; every family must be in one piece, with its type before it. */
  private static long readAll(Socket reader, Set<String> families) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8), 1 << 16);
    long samples = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("# TYPE ")) {
        assertThat(families.add(line.split(" ")[2])).as(line).isTrue();
      } else if (line.contains("} ")) {
        samples++;
      }
    }
    return samples;
  }

  @Test
  void aPageIsCompressedWhenThatIsAskedFor() throws Exception {
    stats.record(new Recorded("w"));
    stats.flush();
    HttpResponse<java.io.InputStream> zipped = get("/stats/prometheus", "gzip");
    HttpResponse<java.io.InputStream> plain = get("/stats/prometheus?usedonly", "identity");

    assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
    assertThat(plain.headers().firstValue("content-type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(new GZIPInputStream(zipped.body()).readAllBytes())
        .isEqualTo(plain.body().readAllBytes());
  }

  @Test
  void anOldCallerGetsAPageThatIsNotChunked() throws Exception {
    stats.record(new Recorded("w"));
    try (Socket reader = new Socket(InetAddress.getLoopbackAddress(), port)) {
      reader.setSoTimeout(20_000);
      reader
          .getOutputStream()
          .write("GET /stats/prometheus HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).contains("200 OK").doesNotContain("chunked");
      assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).startsWith("# TYPE ");
    }
  }

  private HttpResponse<java.io.InputStream> get(String path, String encoding) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Accept-Encoding", encoding)
            .timeout(Duration.ofSeconds(20))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
  }

  @Test
  void aPieceIsMadeOnlyWhenItIsAskedFor() {
    fill();
    StatsStream stream = new StatsStream(new StatsPage(), stats.read(), this::made);
    ByteBuf piece = stream.readChunk(ByteBufAllocator.DEFAULT);

    assertThat(piece).isNotNull();
    assertThat(stream.progress()).isEqualTo(piece.readableBytes()).isLessThan(1 << 17);
    piece.release();
  }
}
