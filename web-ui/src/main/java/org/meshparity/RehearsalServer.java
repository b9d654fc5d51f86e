package org.meshparity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Answers as a Prometheus would that knows one group of requests, whatever it is asked. */
final class RehearsalServer implements AutoCloseable {

  private static final String GROUP =
      "{\"metric\":{\"reporter\":\"destination\",\"source_workload\":\"a\",\"le\":\"+Inf\","
          + "\"destination_workload\":\"b\",\"response_code\":\"200\"},";

  private final HttpServer server;

  private RehearsalServer(HttpServer server) {
    this.server = server;
  }

  static RehearsalServer start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/", RehearsalServer::answer);
    server.start();
    return new RehearsalServer(server);
  }

  String url() {
    InetSocketAddress address = server.getAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String query = exchange.getRequestURI().getRawQuery();
    byte[] body = body(query == null ? form : query).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A range of samples for a query that ends with one, else a sample. */
  private static String body(String form) {
    boolean range = URLDecoder.decode(form, StandardCharsets.UTF_8).matches("(?s).*\\]($|&.*)");
    String sample = "[" + System.currentTimeMillis() / 1000 + ",\"1\"]";
    return "{\"status\":\"success\",\"data\":{\"resultType\":\""
        + (range ? "matrix" : "vector")
        + "\",\"result\":["
        + GROUP
        + (range ? "\"values\":[" + sample + "]" : "\"value\":" + sample)
        + "}]}}";
  }
}
