package org.meshparity.comparator.source.access;

import java.net.ProtocolException;

/**
 * Counts what this thread takes from connections while nothing of an answer comes of it: headers,
 * and those of an answer's chunks. The HTTP library gathers the latter without end, and keeps them
 * as long as the connection.
 */
public final class Framing {

  private static final int MOST_BYTES = 1 << 22;

  private static final ThreadLocal<long[]> TAKEN = ThreadLocal.withInitial(() -> new long[1]);

  private Framing() {}

  /** Something of an answer has come, or another one is waited for. */
  public static void ended() {
    TAKEN.get()[0] = 0;
  }

  /**
   * So many bytes have come from a connection.
   *
   * @throws ProtocolException if they are too many to be headers
   */
  static void taken(int bytes) throws ProtocolException {
    long[] sum = TAKEN.get();
    sum[0] += bytes;
    if (sum[0] > MOST_BYTES) {
      throw new ProtocolException("it sends the header of a chunk without end");
    }
  }
}
