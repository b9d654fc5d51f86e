package org.meshparity.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Begins an answer to whatever it is asked, and never ends it; it sees who hangs up. */
final class StuckServer implements AutoCloseable {

  private static final byte[] BEGINNING =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "5\r\n{\"sta\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger left = new AtomicInteger();

  private StuckServer() throws IOException {
    start(this::accept);
  }

  static StuckServer begun() throws IOException {
    return new StuckServer();
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** How many questions have come. */
  int asked() {
    return asked.get();
  }

  /** How many of those who asked do not wait for their answer any more. */
  int left() {
    return left.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        start(() -> answer(connection));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      InputStream in = connection.getInputStream();
      in.read(new byte[8192]);
      connection.getOutputStream().write(BEGINNING);
      asked.incrementAndGet();
      while (in.read() >= 0) {}
      left.incrementAndGet();
    } catch (IOException reset) {
      left.incrementAndGet();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "stuck-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
