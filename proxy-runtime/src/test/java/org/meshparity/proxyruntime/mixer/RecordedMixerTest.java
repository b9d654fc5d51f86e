package org.meshparity.proxyruntime.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends what a real Mixer 1.3.0 was sent, and expects what it was seen to answer. */
class RecordedMixerTest {

  private static final String REQUESTS = "istio_requests_total";

  private Mixer mixer;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    mixer =
        Mixer.start(
            MixerSettings.defaults().withFreePorts().withRelease(IstioRelease.parse("1.3.0")));
    channel = NettyChannelBuilder.forAddress("127.0.0.1", mixer.grpcPort()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    mixer.close();
  }

  @Test
  void allCasesTogetherMakeTheRecordedPage() throws Exception {
    List<JsonNode> cases = lines("wire.jsonl");
    assertThat(cases).hasSize(27);
    for (JsonNode each : cases) {
      assertThat(report(each)).as(each.get("case").stringValue()).isEqualTo(Status.Code.OK);
    }

    assertThat(samples(page())).isEqualTo(samples(resource("exposition.prom")));
  }

  @Test
  void oddRequestsAreAnsweredAndCountedAsRecorded() throws Exception {
    List<JsonNode> cases = lines("bad-requests.jsonl");
    assertThat(cases).hasSize(18);
    for (JsonNode each : cases) {
      double before = requests();
      Status.Code code = report(each);
      String name = each.get("case").stringValue();
      assertThat(code.value()).as(name).isEqualTo(each.get("grpc_status").intValue());
      assertThat(requests() - before)
          .as(name)
          .isEqualTo(each.get("requests_counted").doubleValue());
    }
  }

  private Status.Code report(JsonNode request) {
    byte[] bytes = Base64.getDecoder().decode(request.get("report_request_base64").stringValue());
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.<byte[], byte[]>newBuilder(new Bytes(), new Bytes())
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("istio.mixer.v1.Mixer/Report")
            .build();
    try {
      ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, bytes);
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private double requests() throws Exception {
    return samples(page()).entrySet().stream()
        .filter(sample -> sample.getKey().startsWith(REQUESTS))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private String page() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + mixer.metricsPort() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** Values by series; series as text with sorted labels, which is how Mixer writes them too. */
  private static Map<String, Double> samples(String page) {
    Map<String, Double> samples = new TreeMap<>(Comparator.naturalOrder());
    page.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            });
    return samples;
  }

  private static List<JsonNode> lines(String name) throws IOException {
    return resource(name).lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = RecordedMixerTest.class.getResourceAsStream("/mixer-1.3/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Messages as they are, so that broken ones can be sent. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
