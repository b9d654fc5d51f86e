package org.meshparity.proxyruntime.vectors;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Connections one after another, on each of which the caller speaks first and hangs up when it has
 * its answer.
 *
 * @param count of connections
 * @param question the caller sends
 * @param answer the application gives to the whole question
 */
record TcpTraffic(int count, String question, String answer) implements Traffic {

  private static final int PATIENCE_MILLIS = 10_000;

  @Override
  public BackEnd open() throws IOException {
    return new App(this);
  }

  @Override
  public void send(int port) throws IOException {
    for (int i = 0; i < count; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(bytes(question));
        String got = read(socket, bytes(answer).length);
        if (!got.equals(answer)) {
          throw new IOException("must be answered \"" + answer + "\", was \"" + got + "\"");
        }
      }
    }
  }

  private static String read(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class App implements BackEnd {

    private final ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TcpTraffic traffic;

    App(TcpTraffic traffic) throws IOException {
      this.traffic = traffic;
      threads.execute(this::accept);
    }

    private void accept() {
      while (!listener.isClosed()) {
        try {
          Socket accepted = listener.accept();
          threads.execute(() -> serve(accepted));
        } catch (IOException e) {
          return; // closed: this application is over
        }
      }
    }

    private void serve(Socket accepted) {
      try (Socket socket = accepted) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        if (read(socket, bytes(traffic.question).length).equals(traffic.question)) {
          socket.getOutputStream().write(bytes(traffic.answer));
          socket.getInputStream().readAllBytes(); // until the caller hangs up
        }
      } catch (IOException e) {
        return; // the caller sees its connection end without the answer
      }
    }

    @Override
    public int port() {
      return listener.getLocalPort();
    }

    @Override
    public void close() {
      try {
        listener.close();
      } catch (IOException e) {
        throw new IllegalStateException("cannot stop listening", e);
      } finally {
        threads.shutdownNow();
      }
    }
  }
}
