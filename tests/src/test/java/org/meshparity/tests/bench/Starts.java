package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Starts the program and stops the time until it does something that others can see. */
final class Starts {

  private static final int PATIENCE_MILLIS = 60_000;
  private static final long BETWEEN_LOOKS_MILLIS = 2;
  private static final int LINE = 12;
  private static final double NANOS = 1e9;

  private Starts() {}

  /** Seconds from the start of {@code check} to the first byte of its first request. */
  static double untilFirstRequest(StartWay way) throws IOException, InterruptedException {
    try (ServerSocket prometheus = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      prometheus.setSoTimeout(PATIENCE_MILLIS);
      long start = System.nanoTime();
      Process process = way.start(words("check", prometheus.getLocalPort()));
      try (Socket request = prometheus.accept()) {
        request.setSoTimeout(PATIENCE_MILLIS);
        int first = request.getInputStream().read();
        long end = System.nanoTime();
        if (first < 0) {
          throw new IOException(way.label() + " connected and asked nothing");
        }
        return (end - start) / NANOS;
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** Seconds from the start of {@code serve} to a first page that is 200. */
  static double untilFirstPage(StartWay way) throws IOException, InterruptedException {
    int port = freePort();
    List<String> listen = List.of("--listen", "127.0.0.1:" + port);
    long start = System.nanoTime();
    Process process = way.start(join(words("serve", freePort()), listen));
    try {
      while (!answers(port)) {
        if (!process.isAlive() || System.nanoTime() - start > PATIENCE_MILLIS * 1_000_000L) {
          throw new IOException(way.label() + " served no page");
        }
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
      return (System.nanoTime() - start) / NANOS;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Whether the whole page came, and as 200. */
  private static boolean answers(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(PATIENCE_MILLIS);
      String request =
          "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      String line = new String(answer.readNBytes(LINE), StandardCharsets.US_ASCII);
      answer.readAllBytes();
      return line.equals("HTTP/1.1 200");
    } catch (InterruptedIOException late) {
      throw late;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static List<String> words(String command, int port) {
    String url = "http://127.0.0.1:" + port;
    return List.of(command, "--pack", "istio-mixer-to-inproxy", "--prometheus", url);
  }

  private static List<String> join(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
