package org.meshparity.proxyruntime.vectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Requests one after another over HTTP/1.1.
 *
 * @param count of them
 * @param path they ask for
 * @param code each is answered with
 * @param body each is answered with; null where the application decides
 */
record HttpTraffic(int count, String path, int code, @Nullable String body) implements Traffic {

  @Override
  public BackEnd open() throws IOException {
    return new App(this);
  }

  @Override
  public void send(int port) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    for (int i = 0; i < count; i++) {
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != code || (body != null && !answer.body().equals(body))) {
        throw new IOException(
            uri + " must answer as in " + this + ", was " + answer + ": " + answer.body());
      }
    }
  }

  /** Answers everything alike. */
  static final class App implements BackEnd {

    private final HttpServer server;
    private final HttpTraffic traffic;

    App(HttpTraffic traffic) throws IOException {
      this.traffic = traffic;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
      exchange.getRequestBody().readAllBytes();
      String text = traffic.body == null ? "" : traffic.body;
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(traffic.code, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }

    @Override
    public int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
