package org.meshparity.proxyruntime.mesh;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Switches faults over HTTP while the mesh runs: {@code GET /faults}, {@code PUT /faults/NAME} with
 * {@code {"value": "10%"}}, {@code DELETE /faults/NAME}; {@code GET /status} beside them.
 *
 * <p>Only on loopback. Any page in a browser can reach loopback too, so a foreign {@code Host} and
 * a change from another origin are refused.
 */
final class ControlPort implements AutoCloseable {

  private static final int MAX_BODY = 1 << 16;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Faults faults;
  private final Supplier<MeshStatus> status;
  private final HttpServer server;
  private final ExecutorService executor;

  private ControlPort(Faults faults, Supplier<MeshStatus> status, int port) throws IOException {
    this.faults = faults;
    this.status = status;
    server = bind(port);
    executor = Executors.newSingleThreadExecutor(task -> daemon(task));
    server.setExecutor(executor);
    server.createContext("/", this::answer);
    server.start();
  }

  static ControlPort open(Faults faults, Supplier<MeshStatus> status, int port) throws IOException {
    return new ControlPort(faults, status, port);
  }

  private static HttpServer bind(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new IOException("cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "mesh-control");
    thread.setDaemon(true);
    return thread;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answerTo(exchange);
      byte[] body = JSON.writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.code(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answerTo(HttpExchange exchange) throws IOException {
    SameOrigin origin = SameOrigin.of(exchange.getRequestHeaders());
    if (!origin.isLoopback()) {
      return Answer.error(403, "Host must be loopback");
    }
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (method.equals("GET")) {
      return get(path);
    }
    if (!path.startsWith("/faults/")) {
      return Answer.error(404, "only /faults/NAME can be changed");
    }
    if (!origin.isSame()) {
      return Answer.error(403, "a page of another origin must not change faults");
    }
    try {
      return change(method, path.substring("/faults/".length()), exchange);
    } catch (IllegalArgumentException e) {
      return Answer.error(400, String.valueOf(e.getMessage()));
    }
  }

  private Answer get(String path) {
    if (path.equals("/faults")) {
      return new Answer(200, faults.active());
    }
    if (path.equals("/status")) {
      return new Answer(200, status.get());
    }
    return Answer.error(404, "there are /faults, /faults/NAME and /status");
  }

  private Answer change(String method, String name, HttpExchange exchange) throws IOException {
    if (method.equals("DELETE")) {
      faults.clear(name);
      return new Answer(200, faults.active());
    }
    if (!method.equals("PUT")) {
      return Answer.error(405, "use GET, PUT or DELETE");
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.split(";", 2)[0].trim().equalsIgnoreCase("application/json")) {
      return Answer.error(415, "Content-Type must be application/json");
    }
    faults.set(name, value(exchange.getRequestBody()));
    return new Answer(200, faults.active());
  }

  private static String value(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BODY);
    try {
      JsonNode value = JSON.readTree(bytes).path("value");
      if (value.isString()) {
        return value.stringValue();
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the body is not JSON: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("the body must be {\"value\": \"...\"}");
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  /** A code and what is written as JSON. */
  private record Answer(int code, Object body) {

    static Answer error(int code, String message) {
      Map<String, String> body = new LinkedHashMap<>();
      body.put("error", message);
      return new Answer(code, body);
    }
  }

  /** Where a request says it comes from and goes to. */
  private record SameOrigin(@Nullable String host, @Nullable String origin) {

    static SameOrigin of(com.sun.net.httpserver.Headers headers) {
      return new SameOrigin(headers.getFirst("Host"), headers.getFirst("Origin"));
    }

    boolean isLoopback() {
      return host != null && host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
    }

    boolean isSame() {
      return origin == null || origin.equals("http://" + host);
    }
  }
}
