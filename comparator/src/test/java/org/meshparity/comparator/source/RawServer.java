package org.meshparity.comparator.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A server on loopback that sends any bytes for an answer, and then closes the connection. */
final class RawServer implements AutoCloseable {

  private final ServerSocket socket;

  private RawServer(ServerSocket socket) {
    this.socket = socket;
  }

  /** Answers by the request's first line. */
  static RawServer answering(Function<String, List<byte[]>> answers) throws IOException {
    ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    Thread serving = new Thread(() -> serve(socket, answers), "raw-server");
    serving.setDaemon(true);
    serving.start();
    return new RawServer(socket);
  }

  private static void serve(ServerSocket socket, Function<String, List<byte[]>> answers) {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        String first = request(client.getInputStream());
        for (byte[] part : answers.apply(first)) {
          client.getOutputStream().write(part);
        }
      } catch (IOException closedOrGone) {
        // the next one, if there is any
      }
    }
  }

  /** Reads a request to its end and gives its first line. */
  private static String request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) >= 0) {
        break;
      }
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int length = lower.indexOf("content-length: ");
    if (length >= 0) {
      int end = lower.indexOf("\r\n", length);
      in.readNBytes(Integer.parseInt(lower.substring(length + 16, end)));
    }
    return head.substring(0, Math.max(0, head.indexOf("\r\n")));
  }

  /** Sends a whole answer of that type. */
  static List<byte[]> answer(String type, byte[] body) {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length;
    return List.of((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8), body);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
