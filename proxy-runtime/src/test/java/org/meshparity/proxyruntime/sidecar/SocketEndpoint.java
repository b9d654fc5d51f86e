package org.meshparity.proxyruntime.sidecar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint that is nothing but sockets, so that a test decides about every byte. */
final class SocketEndpoint implements AutoCloseable {

  /** What it does with one connection, on a thread of its own; the connection closes after it. */
  interface Behaviour {
    void serve(Socket connection) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  SocketEndpoint(Behaviour behaviour) throws IOException {
    listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(behaviour));
  }

  /** Gives the same answer to the head of every request. */
  static SocketEndpoint answering(String answer) throws IOException {
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              while (self[0].readHead(connection.getInputStream()) != null) {
                write(connection, answer);
              }
            });
    return self[0];
  }

  /** Reads six bytes, greets, and waits for the caller to end. */
  static SocketEndpoint greeting() throws IOException {
    return new SocketEndpoint(
        connection -> {
          connection.getInputStream().readNBytes(6);
          write(connection, "hello world\n");
          connection.getInputStream().readAllBytes();
        });
  }

  private void accept(Behaviour behaviour) {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connections.incrementAndGet();
        open.add(connection);
        threads.execute(() -> serve(behaviour, connection));
      } catch (IOException | RejectedExecutionException e) {
        return; // closed, perhaps between a connection and its thread
      }
    }
  }

  private void serve(Behaviour behaviour, Socket connection) {
    try (connection) {
      behaviour.serve(connection);
    } catch (IOException e) {
      // the other side is gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(connection);
    }
  }

  /** Reads up to an empty line; null at the end of the connection. */
  String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      synchronized (received) {
        received.write(next);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    connection.getOutputStream().flush();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  int connections() {
    return connections.get();
  }

  /** What {@link #readHead} has read so far, on all connections. */
  String received() {
    synchronized (received) {
      return received.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
