package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets of connections without TLS, made for long answers: they are read many kilobytes at a
 * time, and it is the socket that knows how long a server may keep silent. The HTTP library reads 8
 * KB at a time and sets an alarm for each, which wakes another thread: of a hundred thousand reads
 * that is half a second.
 */
final class PlainSockets extends SocketFactory {

  private static final int AT_ONCE = 1 << 17;

  private final int silenceMillis;

  /**
   * For clients whose own read time-out is 0.
   *
   * @param silence the longest time without a byte
   */
  PlainSockets(Duration silence) {
    this.silenceMillis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, silence.toMillis()));
  }

  @Override
  public Socket createSocket() {
    return new ReadAhead(silenceMillis);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(createSocket(), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(createSocket(), new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(InetAddress.getByName(host), port, from, fromPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(from, fromPort));
    return connected(socket, new InetSocketAddress(host, port));
  }

  private static Socket connected(Socket socket, InetSocketAddress to) throws IOException {
    socket.connect(to);
    return socket;
  }

  private static final class ReadAhead extends Socket {
    private final int silenceMillis;

    ReadAhead(int silenceMillis) {
      this.silenceMillis = silenceMillis;
    }

    /** No time-out of the client's own, which is 0, means this socket's. */
    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
      super.setSoTimeout(millis == 0 ? silenceMillis : millis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new ReadAheadStream(super.getInputStream());
    }
  }

  /** Nothing is waited for that need not be: what has arrived is handed on at once. */
  private static final class ReadAheadStream extends InputStream {
    private final InputStream in;
    private byte[] buffer = {};
    private int at;
    private int end;

    ReadAheadStream(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int some = Math.min(length, end - at);
      System.arraycopy(buffer, at, into, from, some);
      at += some;
      return some;
    }

    private boolean fill() throws IOException {
      if (at < end) {
        return true;
      }
      if (buffer.length == 0) {
        buffer = new byte[AT_ONCE];
      }
      at = 0;
      end = 0;
      try {
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        Framing.taken(end);
      } catch (SocketTimeoutException silent) {
        SocketTimeoutException timeout = new SocketTimeoutException("timeout");
        timeout.initCause(silent);
        throw timeout;
      }
      return end > 0;
    }

    @Override
    public int available() throws IOException {
      return end - at + in.available();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
