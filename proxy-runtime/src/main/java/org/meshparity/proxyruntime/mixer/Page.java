package org.meshparity.proxyruntime.mixer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;

/** One port that serves one page of metrics at {@code /metrics}. */
final class Page implements AutoCloseable {

  private final HttpServer server;

  private Page(HttpServer server) {
    this.server = server;
  }

  /** Starts serving; {@code body} is asked anew for every request. */
  static Page serve(String listen, int port, Executor executor, Body body) throws IOException {
    HttpServer server = bind(listen, port);
    server.setExecutor(executor);
    server.createContext("/", exchange -> answer(exchange, body));
    server.start();
    return new Page(server);
  }

  private static HttpServer bind(String listen, int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(listen, port), 0);
    } catch (IOException e) {
      throw new IOException("cannot listen on " + listen + ":" + port + ": " + e.getMessage(), e);
    }
  }

  private static void answer(HttpExchange exchange, Body body) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals("/metrics")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      try (Writer out =
          new BufferedWriter(
              new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8))) {
        body.write(out);
      }
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Writes a page's text. */
  @FunctionalInterface
  interface Body {
    void write(Appendable out) throws IOException;
  }
}
