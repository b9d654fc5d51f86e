package org.meshparity.tests;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/** A page of metrics that a Prometheus scrapes. */
final class ScrapedPage implements AutoCloseable {

  private final long startedMs = System.currentTimeMillis();
  private final HttpServer server;

  ScrapedPage(InetSocketAddress address, String page) throws IOException {
    server = HttpServer.create(address, 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] body = page.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** How many samples of a series a source has by now. */
  long scraped(SampleSource source, String series) throws SourceUnavailable {
    AtomicLong seen = new AtomicLong();
    long now = System.currentTimeMillis();
    source.samples(
        series, LabelMatchers.ALL, startedMs, now, found -> seen.addAndGet(found.size()));
    return seen.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
