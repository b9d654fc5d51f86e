package org.meshparity.tests.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before a server and keeps what is posted to it, remote reads included, which no server
 * writes down. Nothing is measured through it.
 */
final class RequestTap implements AutoCloseable {

  /**
   * What was posted.
   *
   * @param headers those that say what it is
   */
  record Posted(String path, Map<String, String> headers, byte[] body) {}

  private static final List<String> OF_THE_BODY =
      List.of("Content-Type", "Content-Encoding", "Accept", "X-Prometheus-Remote-Read-Version");

  private final String url;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Posted> posted = new ArrayList<>();

  private RequestTap(String url, HttpServer server) {
    this.url = url;
    this.server = server;
  }

  /** Stands before the server at an address, which has no path. */
  static RequestTap before(String url) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    RequestTap tap = new RequestTap(url, HttpServer.create(any, 0));
    tap.server.createContext("/", tap::pass);
    tap.server.setExecutor(tap.threads);
    tap.server.start();
    return tap;
  }

  /** Where it stands. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Everything so far, in the order in which it came. */
  List<Posted> posted() {
    synchronized (posted) {
      return List.copyOf(posted);
    }
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      Posted one = read(exchange);
      synchronized (posted) {
        posted.add(one);
      }
      HttpResponse<InputStream> answer = client.send(again(one), BodyHandlers.ofInputStream());
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      try (InputStream from = answer.body();
          OutputStream to = exchange.getResponseBody()) {
        from.transferTo(to);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted behind " + url);
    }
  }

  private static Posted read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : OF_THE_BODY) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    return new Posted(exchange.getRequestURI().toString(), headers, body);
  }

  private HttpRequest again(Posted one) {
    HttpRequest.Builder again = HttpRequest.newBuilder(URI.create(url + one.path()));
    one.headers().forEach(again::header);
    return again.POST(BodyPublishers.ofByteArray(one.body())).build();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
