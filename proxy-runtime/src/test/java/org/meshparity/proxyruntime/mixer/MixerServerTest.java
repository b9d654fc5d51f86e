package org.meshparity.proxyruntime.mixer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.AttributeValue;
import org.meshparity.proxyruntime.attribute.ReportRequests;
import org.meshparity.proxyruntime.attribute.wire.MixerGrpc;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;

@Timeout(60)
class MixerServerTest {

  private final List<AutoCloseable> closing = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (int i = closing.size() - 1; i >= 0; i--) {
      closing.get(i).close();
    }
  }

  @Test
  void beyondTheRateReportsAreUnavailableAndCountedAsLost() throws Exception {
    LoadShedding shedding = LoadShedding.defaults().withMaxRequestsPerSecond(0.001, 3);
    Mixer mixer = start(limits(shedding, 1 << 20, 1_000));
    MixerGrpc.MixerBlockingStub client = client(mixer);
    ReportRequest two = ReportRequests.of(List.of(bag("a"), bag("b")));

    assertThat(status(client, two)).isEqualTo(Status.Code.OK);
    assertThat(status(client, two)).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(page(mixer.metricsPort())).contains("istio_requests_total");
    await()
        .untilAsserted(
            () ->
                assertThat(page(mixer.monitoringPort()))
                    .contains("mixer_reports_received_total 4")
                    .contains("mixer_reports_lost_total{reason=\"overload\"} 2")
                    .contains("mixer_loadshedding_requests_throttled_total 1")
                    .contains("grpc_server_status=\"UNAVAILABLE\"} 1"));
  }

  @Test
  void loggedOnlyALimitRefusesNothing() throws Exception {
    LoadShedding shedding =
        LoadShedding.defaults()
            .withMode(LoadShedding.Mode.LOGONLY)
            .withMaxRequestsPerSecond(0.001, 1);
    Mixer mixer = start(limits(shedding, 1 << 20, 1_000));
    ReportRequest two = ReportRequests.of(List.of(bag("a"), bag("b")));

    assertThat(status(client(mixer), two)).isEqualTo(Status.Code.OK);
    assertThat(page(mixer.monitoringPort()))
        .contains("mixer_loadshedding_requests_throttled_total 1")
        .doesNotContain("overload\"} 2");
  }

  @Test
  void aMessageThatIsTooLargeIsRefusedUnread() throws Exception {
    Mixer mixer = start(MixerSettings.Limits.defaults());
    AttributeBag large =
        AttributeBag.builder()
            .put("request.path", new AttributeValue.Raw(ByteString.copyFrom(new byte[1 << 20])))
            .build();

    assertThat(status(client(mixer), ReportRequests.of(List.of(large))))
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(status(client(mixer), ReportRequests.of(List.of(bag("a")))))
        .isEqualTo(Status.Code.OK);
  }

  @Test
  void setsOfLabelsAreLimitedAndWhatThereIsGoesOn() throws Exception {
    Mixer mixer = start(limits(LoadShedding.defaults(), 1 << 20, 2));
    MixerGrpc.MixerBlockingStub client = client(mixer);

    assertThat(status(client, ReportRequests.of(List.of(bag("a"), bag("b")))))
        .isEqualTo(Status.Code.OK);
    assertThat(status(client, ReportRequests.of(List.of(bag("c"), bag("a")))))
        .isEqualTo(Status.Code.UNKNOWN);
    assertThat(page(mixer.metricsPort()))
        .containsPattern("istio_requests_total\\{.*destination_workload=\"a\".*} 2\n")
        .doesNotContain("destination_workload=\"c\"");
    assertThat(page(mixer.monitoringPort()))
        .contains("mixer_label_sets 2", "mixer_label_sets_refused_total 4")
        .contains("mixer_reports_lost_total{reason=\"failure\"} 1");
  }

  @Test
  void aThousandConnectionsReportAndNothingIsLost() throws Exception {
    Mixer mixer = start(MixerSettings.Limits.defaults());
    for (int i = 0; i < 1_000; i++) {
      Socket half = new Socket();
      half.connect(new InetSocketAddress("127.0.0.1", mixer.grpcPort()), 5_000);
      half.getOutputStream().write("PRI * HTTP/2.0\r\n".getBytes(StandardCharsets.US_ASCII));
      closing.add(half);
    }
    ReportRequest request = ReportRequests.of(List.of(bag("a")));
    for (int i = 0; i < 20; i++) {
      assertThat(status(client(mixer), request)).isEqualTo(Status.Code.OK);
    }

    assertThat(mixer.reportsReceived()).isEqualTo(20);
  }

  @Test
  void whoTakesNoPageKeepsNobodyWaiting() throws Exception {
    Mixer mixer = start(MixerSettings.Limits.defaults());
    List<AttributeBag> bags = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      bags.add(bag("w" + i));
    }
    for (int i = 0; i < 3_000; i += 100) {
      assertThat(status(client(mixer), ReportRequests.of(bags.subList(i, i + 100))))
          .isEqualTo(Status.Code.OK);
    }
    for (int i = 0; i < 20; i++) {
      Socket slow = new Socket("127.0.0.1", mixer.metricsPort());
      slow.getOutputStream()
          .write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      closing.add(slow);
    }

    String page = page(mixer.metricsPort());
    assertThat(page.lines().filter(line -> line.startsWith("istio_requests_total{")))
        .hasSize(3_000);
    assertThat(page).endsWith("\n");
    assertThat(status(client(mixer), ReportRequests.of(List.of(bag("x")))))
        .isEqualTo(Status.Code.OK);
  }

  @Test
  void pagesArePackedForWhoAsks() throws Exception {
    Mixer mixer = start(MixerSettings.Limits.defaults());
    assertThat(status(client(mixer), ReportRequests.of(List.of(bag("a")))))
        .isEqualTo(Status.Code.OK);
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(
                request(mixer.metricsPort(), "/metrics").header("Accept-Encoding", "gzip").build(),
                HttpResponse.BodyHandlers.ofInputStream());

    assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(response.headers().firstValue("content-type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    try (InputStream in = new GZIPInputStream(response.body())) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(page(mixer.metricsPort()));
    }
  }

  @Test
  void onlyThePageIsServed() throws Exception {
    int port = start(MixerSettings.Limits.defaults()).metricsPort();

    assertThat(code(request(port, "/").build())).isEqualTo(404);
    assertThat(code(request(port, "/metrics?x=1").build())).isEqualTo(200);
    assertThat(
            code(
                request(port, "/metrics")
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build()))
        .isEqualTo(200);
    assertThat(
            code(request(port, "/metrics").POST(HttpRequest.BodyPublishers.ofString("x")).build()))
        .isEqualTo(405);
  }

  private static int code(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static String page(int port) throws Exception {
    return HttpClient.newHttpClient()
        .send(request(port, "/metrics").build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private Mixer start(MixerSettings.Limits limits) throws IOException {
    Mixer mixer = Mixer.start(MixerSettings.defaults().withFreePorts().with(limits));
    closing.add(mixer);
    return mixer;
  }

  private static MixerSettings.Limits limits(LoadShedding shedding, int bytes, int sets) {
    return new MixerSettings.Limits(shedding, bytes, sets);
  }

  private MixerGrpc.MixerBlockingStub client(Mixer mixer) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", mixer.grpcPort()).usePlaintext().build();
    closing.add(channel::shutdownNow);
    return MixerGrpc.newBlockingStub(channel);
  }

  private static Status.Code status(MixerGrpc.MixerBlockingStub client, ReportRequest request) {
    try {
      client.withDeadlineAfter(20, TimeUnit.SECONDS).report(request);
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private static AttributeBag bag(String workload) {
    return AttributeBag.builder()
        .text("context.protocol", "http")
        .text("destination.workload.name", workload)
        .build();
  }
}
