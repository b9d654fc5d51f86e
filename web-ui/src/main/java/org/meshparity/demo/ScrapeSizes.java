package org.meshparity.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.mesh.ScrapeTarget;

/** Asks for the pages as a Prometheus does, to see how many bytes that takes. */
final class ScrapeSizes {

  private static final String LEGACY_JOB = "istio-mesh";
  private static final String CANDIDATE_JOB = "envoy-stats";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<ScrapeTarget> targets;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  ScrapeSizes(List<ScrapeTarget> targets) {
    this.targets = List.copyOf(targets);
  }

  /**
   * One scrape of every page.
   *
   * @param legacy bytes of v1's pages; null when they cannot be had
   * @param candidate bytes of v2's pages; null when they cannot be had
   */
  record Bytes(@Nullable Double legacy, @Nullable Double candidate) {
    static final Bytes UNKNOWN = new Bytes(null, null);
  }

  Bytes measure() throws InterruptedException {
    return new Bytes(bytes(LEGACY_JOB), bytes(CANDIDATE_JOB));
  }

  private @Nullable Double bytes(String job) throws InterruptedException {
    double bytes = 0;
    for (ScrapeTarget target : targets) {
      if (!target.job().equals(job)) {
        continue;
      }
      try {
        bytes += length(URI.create("http://" + target.address() + target.metricsPath()));
      } catch (IOException unreachable) {
        return null;
      }
    }
    return bytes == 0 ? null : bytes;
  }

  private int length(URI page) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(page).timeout(PATIENCE).header("Accept-Encoding", "gzip").build();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(page + " answered " + answer.statusCode());
    }
    return answer.body().length;
  }
}
