package org.meshparity.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.awaitility.Awaitility;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.schedule.ScheduledComparison;

/** A started service and a client that asks it. */
final class Asking implements AutoCloseable {

  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
  private final Service service;

  private Asking(Service service) {
    this.service = service;
  }

  static Asking of(ServiceSettings settings) {
    return new Asking(Service.start(settings));
  }

  /** A service of one comparison whose first run has ended. */
  static Asking about(Supplier<Report> reports) {
    Asking asking = of(ServiceSettings.onLoopback(0, List.of(comparison("istio", reports))));
    Awaitility.await().until(() -> !asking.get("/api/v1/gate").body().contains("first run"));
    return asking;
  }

  static ScheduledComparison comparison(String name, Supplier<Report> reports) {
    return new ScheduledComparison(
        name,
        (end, window) -> reports.get(),
        Duration.ofHours(1),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30));
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).build());
  }

  Answer post(String path, String body, String... headers) {
    return send(request(path, headers).post(RequestBody.create(body, JSON)).build());
  }

  Request.Builder request(String path, String... headers) {
    Request.Builder builder = new Request.Builder().url(service.url().resolve(path).toString());
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder;
  }

  Answer send(Request request) {
    try (Response response = client.newCall(request).execute()) {
      return new Answer(response.code(), response.headers(), response.body().string());
    } catch (IOException e) {
      throw new AssertionError("no answer to " + request, e);
    }
  }

  Service service() {
    return service;
  }

  @Override
  public void close() {
    service.close();
  }

  /** What came back. */
  record Answer(int status, okhttp3.Headers headers, String body) {}
}
