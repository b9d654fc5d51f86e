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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * One POST whose sizes, time and headers a test knows on both ends.
 *
 * @param asked bytes of the request's body
 * @param answered bytes of the response's
 * @param thinking the application's time
 * @param contentType of the request; empty for none
 */
record Exchange(int asked, int answered, Duration thinking, String contentType) implements Traffic {

  static final Exchange SMALL = new Exchange(1, 1, Duration.ZERO, "");

  static Exchange ofSizes(int asked, int answered) {
    return new Exchange(asked, answered, Duration.ZERO, "");
  }

  @Override
  public BackEnd open() throws IOException {
    return new App(this);
  }

  @Override
  public void send(int port) throws Exception {
    answer(port);
  }

  HttpResponse<byte[]> answer(int port) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[asked]));
    if (!contentType.isEmpty()) {
      request.header("content-type", contentType);
    }
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Answers with as many bytes, and with the names of the request's headers in a header. */
  private static final class App implements BackEnd {

    private final HttpServer server;
    private final Exchange exchange;

    App(Exchange exchange) throws IOException {
      this.exchange = exchange;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    private void answer(HttpExchange call) throws IOException {
      call.getRequestBody().readAllBytes();
      TreeSet<String> names = new TreeSet<>();
      call.getRequestHeaders().keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
      call.getResponseHeaders().put("x-got", List.of(String.join(",", names)));
      long end = System.nanoTime() + exchange.thinking.toNanos();
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      call.sendResponseHeaders(200, exchange.answered == 0 ? -1 : exchange.answered);
      call.getResponseBody().write(new byte[exchange.answered]);
      call.close();
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
