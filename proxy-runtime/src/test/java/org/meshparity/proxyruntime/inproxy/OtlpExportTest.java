package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;

/** A real receiver on loopback reads what was sent, by the field numbers of OTLP. */
class OtlpExportTest {

  private static final NodeMetadata NODE =
      new NodeMetadata("a", "pod", "default", "reviews-v2", "", "", Map.of("app", "reviews"));
  private static final Duration NEVER = Duration.ofHours(1);

  private final List<byte[]> received = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/metrics",
        exchange -> {
          boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
          InputStream body = exchange.getRequestBody();
          received.add((zipped ? new GZIPInputStream(body) : body).readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/metrics");
  }

  @Test
  void whatArrivesIsWhatThePageShows() throws IOException {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_6, NODE);
    TestRequest request = new TestRequest(null);
    for (long nanos = 1; nanos < 4_000_000_000L; nanos = nanos * 3) {
      request.durationNanos = nanos;
      stats.record(request);
    }
    stats.flush();
    try (OtlpExport export = OtlpExport.start(stats, endpoint(), NEVER)) {
      export.sendNow();
      assertThat(export.sent()).isEqualTo(1);
    }

    Map<String, List<Point>> metrics = decode(received.get(0));
    assertThat(metrics)
        .containsOnlyKeys(
            "istio_requests_total",
            "istio_request_duration_milliseconds",
            "istio_request_bytes",
            "istio_response_bytes");
    Point total = metrics.get("istio_requests_total").get(0);
    Pages.Sample shown = Pages.named(stats, "istio_requests_total").get(0);
    assertThat(total.attributes()).isEqualTo(shown.labels());
    assertThat(total.value()).isEqualTo((long) shown.value());
    String duration = "istio_request_duration_milliseconds";
    Point histogram = metrics.get(duration).get(0);
    assertThat(histogram.value()).isEqualTo((long) value(stats, duration + "_count"));
    assertThat(histogram.sum()).isEqualTo(value(stats, duration + "_sum"));
    assertThat(histogram.bounds()).hasSize(19).startsWith(0.5, 1.0, 5.0);
    assertThat(cumulative(histogram.counts()))
        .isEqualTo(
            Pages.named(stats, duration + "_bucket").stream().map(b -> (long) b.value()).toList());
  }

  private static double value(InProxyStats stats, String name) {
    return Pages.named(stats, name).get(0).value();
  }

  private static List<Long> cumulative(List<Long> counts) {
    List<Long> sums = new ArrayList<>();
    long sum = 0;
    for (long count : counts) {
      sum += count;
      sums.add(sum);
    }
    return sums;
  }

  @Test
  void aReceiverThatIsNotThereIsCounted() {
    URI gone = endpoint();
    server.stop(0);
    InProxyStats stats = new InProxyStats(IstioRelease.V1_6, NODE);
    stats.record(new TestRequest(null));
    try (OtlpExport export = OtlpExport.start(stats, gone, NEVER)) {
      export.sendNow();

      assertThat(export.failed()).isEqualTo(1);
      StatsPage page = new StatsPage();
      export.writeTo(page);
      assertThat(page.toString()).contains("meshparity_otlp_exports_total{outcome=\"failed\"} 1\n");
    }
  }

  /** A point of a sum or of a histogram. */
  private record Point(
      Map<String, String> attributes,
      long value,
      double sum,
      List<Double> bounds,
      List<Long> counts) {}

  /** ExportMetricsServiceRequest 1 -> ResourceMetrics 2 -> ScopeMetrics 2 -> Metric. */
  private static Map<String, List<Point>> decode(byte[] bytes) throws IOException {
    Map<String, List<Point>> metrics = new HashMap<>();
    for (byte[] resource : fields(bytes, 1)) {
      for (byte[] scope : fields(resource, 2)) {
        for (byte[] metric : fields(scope, 2)) {
          List<Point> points = metrics.computeIfAbsent(text(metric, 1), n -> new ArrayList<>());
          for (int data : new int[] {7, 9}) {
            for (byte[] sums : fields(metric, data)) {
              for (byte[] point : fields(sums, 1)) {
                points.add(data == 7 ? number(point) : histogram(point));
              }
            }
          }
        }
      }
    }
    return metrics;
  }

  private static Point number(byte[] point) throws IOException {
    long value = fixed(point, 6).get(0);
    return new Point(attributes(point, 7), value, 0, List.of(), List.of());
  }

  private static Point histogram(byte[] point) throws IOException {
    return new Point(
        attributes(point, 9),
        fixed(point, 4).get(0),
        Double.longBitsToDouble(fixed(point, 5).get(0)),
        fixed(point, 7).stream().map(Double::longBitsToDouble).toList(),
        fixed(point, 6));
  }

  private static Map<String, String> attributes(byte[] point, int field) throws IOException {
    Map<String, String> attributes = new HashMap<>();
    for (byte[] attribute : fields(point, field)) {
      attributes.put(text(attribute, 1), text(fields(attribute, 2).get(0), 1));
    }
    return attributes;
  }

  private static String text(byte[] message, int field) throws IOException {
    List<byte[]> values = fields(message, field);
    return values.isEmpty()
        ? ""
        : new String(values.get(0), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static List<byte[]> fields(byte[] message, int field) throws IOException {
    List<byte[]> values = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      boolean wanted = WireFormat.getTagFieldNumber(tag) == field;
      if (wanted && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        values.add(in.readByteArray());
      } else {
        in.skipField(tag);
      }
    }
    return values;
  }

  /** Numbers of eight bytes, packed or not. */
  private static List<Long> fixed(byte[] message, int field) throws IOException {
    List<Long> values = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int type = WireFormat.getTagWireType(tag);
      if (WireFormat.getTagFieldNumber(tag) != field) {
        in.skipField(tag);
      } else if (type == WireFormat.WIRETYPE_FIXED64) {
        values.add(in.readFixed64());
      } else {
        CodedInputStream packed = CodedInputStream.newInstance(in.readByteArray());
        while (!packed.isAtEnd()) {
          values.add(packed.readFixed64());
        }
      }
    }
    return values;
  }
}
