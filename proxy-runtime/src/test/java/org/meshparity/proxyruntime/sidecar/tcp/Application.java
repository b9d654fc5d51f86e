package org.meshparity.proxyruntime.sidecar.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP service on loopback that does one thing with every connection. */
final class Application implements AutoCloseable {

  private final ServerSocket listener;
  private final Behaviour behaviour;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  Application(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread accepting = new Thread(this::accept, "application");
    accepting.setDaemon(true);
    accepting.start();
  }

  /** Sends back whatever comes, and ends when its caller does. */
  static Application echo() throws IOException {
    return new Application(
        socket -> {
          socket.getInputStream().transferTo(socket.getOutputStream());
          socket.shutdownOutput();
        });
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many connected so far. */
  int accepted() {
    return sockets.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        Thread serving = new Thread(() -> serve(socket), "application-connection");
        serving.setDaemon(true);
        serving.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      behaviour.serve(socket);
    } catch (IOException gone) {
      // the other side went away, as some of these tests want
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** What is done with a connection. */
  interface Behaviour {
    void serve(Socket socket) throws IOException;
  }
}
