package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.access.Retries;
import org.meshparity.rules.LabelMatchers;

/** A server that answers queries, and reads of {@code up} and of one counter. */
abstract class RemoteReadCase {

  static final long AFTER = 1000;
  static final long UNTIL = 9000;
  static final LabelMatchers ALL = LabelMatchers.ALL;
  static final PrometheusOptions OPTIONS =
      PrometheusOptions.DEFAULT.withRetries(Retries.NONE).withRemoteReads(RemoteReads.ALWAYS);

  static final long[] UP_TIMES = {2000, 4000};
  static final byte[] UP = up(Map.of());

  final List<List<String>> asked = new CopyOnWriteArrayList<>();
  final List<String> notes = new ArrayList<>();

  static byte[] up(Map<String, String> more) {
    return series("up", more, UP_TIMES, 1, 0);
  }

  static byte[] series(String name, Map<String, String> more, long[] times, double... values) {
    Map<String, String> labels = new TreeMap<>(Map.of("__name__", name, "job", "j"));
    labels.putAll(more);
    return ChunkStream.series(labels, times, values);
  }

  static byte[] stream(byte[]... series) {
    return new ChunkStream().frame(0, series).bytes();
  }

  /** Answers queries with JSON, and reads of {@code up} and of x_total with streams. */
  StubServer server(IntFunction<byte[]> up, StubServer.Answer reads) {
    return StubServer.answering(
        (request, exchange) -> {
          if (!request.path().startsWith("/p/api/v1/read")) {
            String name = request.body().contains("up") ? "up" : "x_total";
            String values = name.equals("up") ? "[2,\"1\"],[4,\"0\"]" : "[3,\"7\"]";
            answer(exchange, "application/json", json(name, values));
            return;
          }
          List<String> question = question(request);
          if (question.get(0).contains("__name__=up")) {
            byte[] told =
                up.apply(question.size() - 2); // behind what external labels are asked for
            answer(exchange, "application/x-streamed-protobuf", told);
          } else {
            reads.to(request, exchange);
          }
        });
  }

  static StubServer.Answer streaming(byte[] body) {
    return (request, exchange) -> answer(exchange, "application/x-streamed-protobuf", body);
  }

  static byte[] json(String name, String values) {
    String text =
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"
            + ("{\"__name__\":\"" + name + "\",\"job\":\"j\"},\"values\":[" + values + "]}]}}");
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    StubServer.send(exchange, 200, type, body);
  }

  List<String> question(StubServer.Seen request) throws IOException {
    byte[] packed = request.body().getBytes(StandardCharsets.ISO_8859_1);
    byte[] message = new byte[SnappyDecompressor.getUncompressedLength(packed, 0)];
    new SnappyDecompressor().decompress(packed, 0, packed.length, message, 0, message.length);
    List<String> question = ChunkStream.asked(message);
    asked.add(question);
    return question;
  }

  PrometheusSource open(StubServer server) {
    return (PrometheusSource)
        PrometheusSource.of(server.url() + "/p", OPTIONS.withName("prom")).noting(notes::add);
  }

  static boolean trial(PrometheusSource source) throws SourceUnavailable {
    return source.readChunks(5, ALL, AFTER, UNTIL);
  }

  static List<RawSeries> read(PrometheusSource source, String matchers) throws SourceUnavailable {
    List<RawSeries> found = new ArrayList<>();
    assertThat(source.samples("x_total", LabelMatchers.parse(matchers), AFTER, UNTIL, found::add))
        .isEmpty();
    return found;
  }

  /** What a query would have told instead. */
  static void assertQueried(List<RawSeries> found) {
    assertThat(found).hasSize(1);
    assertThat(found.get(0).timestamps()).containsExactly(3000);
  }
}
