package org.meshparity.tests.pushdown;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meshparity.comparator.simulation.ScrapedSeries;

/**
 * Writes samples into a Prometheus that was started with {@code
 * --web.enable-remote-write-receiver}. The only way to write staleness markers, which backfilling a
 * block cannot: a NaN keeps its bits.
 */
final class RemoteWrite {

  /** Samples are written period by period, all series of each, since a Prometheus wants order. */
  private static final long PERIOD_MS = 20 * 60_000;

  private static final int BATCH_BYTES = 4_000_000;
  private static final List<String> HEADERS =
      List.of(
          "Content-Type", "application/x-protobuf",
          "Content-Encoding", "snappy",
          "X-Prometheus-Remote-Write-Version", "0.1.0");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final List<String> headers = new ArrayList<>(HEADERS);

  /** To where a Prometheus takes them. */
  RemoteWrite(String url) {
    this(URI.create(url + "/api/v1/write"));
  }

  /** To an address, with more headers: name and value in turn. */
  RemoteWrite(URI endpoint, String... more) {
    this.endpoint = endpoint;
    headers.addAll(List.of(more));
  }

  /** Writes whole series, whose zero was at a moment in milliseconds since the epoch. */
  void write(long epochMs, List<ScrapedSeries> series) throws IOException, InterruptedException {
    long last =
        series.stream().mapToLong(s -> s.stampsMs()[s.stampsMs().length - 1]).max().orElse(-1);
    long first = series.stream().mapToLong(s -> s.stampsMs()[0]).min().orElse(0);
    for (long from = Math.min(0, first); from <= last; from += PERIOD_MS) {
      Protobuf batch = new Protobuf();
      for (ScrapedSeries each : series) {
        Protobuf message = timeSeries(each, epochMs, from, from + PERIOD_MS);
        if (message != null) {
          batch.message(1, message);
        }
        if (batch.size() > BATCH_BYTES) {
          post(batch);
          batch = new Protobuf();
        }
      }
      post(batch);
    }
  }

  /** Writes native histograms, which only a server with that feature takes. */
  void writeNative(long epochMs, List<NativeSeries> series)
      throws IOException, InterruptedException {
    Protobuf batch = new Protobuf();
    series.forEach(each -> batch.message(1, each.encoded(epochMs)));
    post(batch);
  }

  private static Protobuf timeSeries(ScrapedSeries series, long epochMs, long from, long until) {
    Protobuf message = new Protobuf();
    int samples = 0;
    Map<String, String> labels = new TreeMap<>(series.labels());
    labels.put("__name__", series.name());
    labels.forEach(
        (name, value) -> message.message(1, new Protobuf().text(1, name).text(2, value)));
    for (int i = 0; i < series.stampsMs().length; i++) {
      long stamp = series.stampsMs()[i];
      if (stamp >= from && stamp < until) {
        message.message(2, new Protobuf().real(1, series.values()[i]).whole(2, epochMs + stamp));
        samples++;
      }
    }
    return samples == 0 ? null : message;
  }

  void post(Protobuf request) throws IOException, InterruptedException {
    if (request.size() == 0) {
      return;
    }
    HttpRequest post =
        HttpRequest.newBuilder(endpoint)
            .headers(headers.toArray(new String[0]))
            .POST(BodyPublishers.ofByteArray(Snappy.uncompressed(request.bytes())))
            .build();
    HttpResponse<String> answer = http.send(post, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("remote write answered " + answer.statusCode() + " " + answer.body());
    }
  }
}
