package org.meshparity.comparator.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A real HTTP server on loopback that answers as it is told and keeps what arrived. */
final class StubServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String scheme;
  private final List<String> peers = Collections.synchronizedList(new ArrayList<>());
  private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

  private StubServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
  }

  /** Answers every request in the same way. */
  static StubServer answering(Answer answer) {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
      return new StubServer(HttpServer.create(any, 0), "http://127.0.0.1:").started(answer);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same over TLS, as {@code localhost}. */
  static StubServer overTls(HttpsConfigurator tls, Answer answer) {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
      HttpsServer server = HttpsServer.create(any, 0);
      server.setHttpsConfigurator(tls);
      return new StubServer(server, "https://localhost:").started(answer);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private StubServer started(Answer answer) {
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, answer));
    server.start();
    return this;
  }

  /** Answers every request with a status and a text. */
  static StubServer answering(int status, String type, String body) {
    return answering(
        (request, exchange) -> send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8)));
  }

  /** Answers every request with 200 and JSON. */
  static StubServer json(String body) {
    return answering(200, "application/json", body);
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private void handle(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      String body =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
      Seen request =
          new Seen(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              body,
              Map.copyOf(exchange.getRequestHeaders()));
      if (exchange instanceof HttpsExchange https) {
        peers.add(peer(https));
      }
      seen.add(request);
      answer.to(request, exchange);
    }
  }

  String url() {
    return scheme + server.getAddress().getPort();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Who showed a certificate, request by request; "nobody" where none was shown. */
  List<String> peers() {
    return List.copyOf(peers);
  }

  private static String peer(HttpsExchange exchange) {
    try {
      return exchange.getSSLSession().getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException none) {
      return "nobody";
    }
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** One request as it arrived; each character of its body is a byte. */
  record Seen(
      String method,
      String path,
      String authorization,
      String body,
      Map<String, List<String>> headers) {

    /** All values of a header, whatever the case of its name. */
    List<String> header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .flatMap(header -> header.getValue().stream())
          .toList();
    }
  }

  /** How to answer. */
  interface Answer {
    void to(Seen request, HttpExchange exchange) throws IOException;
  }
}
