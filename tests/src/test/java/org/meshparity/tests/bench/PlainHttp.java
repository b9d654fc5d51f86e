package org.meshparity.tests.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP/1.1 over one connection, as cheap as can be: the load must not take the proxies' CPU. */
final class PlainHttp {

  private static final String LENGTH = "content-length:";
  private static final int SILENCE_MILLIS = 20_000;

  private final OutputStream out;
  private final InputStream in;
  private final byte[] request;

  PlainHttp(Socket socket, String host) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(SILENCE_MILLIS);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream());
    request =
        ("GET /bench HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: meshparity-bench\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Sends a request and reads its answer; returns the answer's code. */
  int get() throws IOException {
    out.write(request);
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    in.skipNBytes(length);
    return Integer.parseInt(status.substring(9, 12));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
