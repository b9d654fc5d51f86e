package org.meshparity.comparator.source;

import java.io.IOException;
import java.io.InputStream;
import org.meshparity.comparator.source.access.Framing;

/**
 * Counts bytes after unpacking and stops at a limit, so that neither an endless body nor a packed
 * bomb can take more time and memory than was granted.
 */
final class BoundedStream extends InputStream {

  private final InputStream in;
  private final long limit;
  private long seen;

  BoundedStream(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    Framing.ended();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int got = in.read(into, from, length);
    Framing.ended();
    count(Math.max(got, 0));
    return got;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void count(int got) throws AskedTooMuch {
    seen += got;
    if (seen > limit) {
      throw new AskedTooMuch(
          "sent more than the " + limit + " bytes allowed for one answer",
          "select fewer series or a shorter window, or raise the limit");
    }
  }
}
