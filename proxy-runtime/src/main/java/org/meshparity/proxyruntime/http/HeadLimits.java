package org.meshparity.proxyruntime.http;

/**
 * How large the head of a message, and how busy one connection, may be.
 *
 * @param bytes of all header fields of one message, and of the request line; more than 0
 * @param fields of one message, more than 0
 * @param streams of one HTTP/2 connection at a time, more than 0
 */
public record HeadLimits(int bytes, int fields, int streams) {

  /** 60 KiB and 100 fields, as Envoy has it; 100 streams. */
  public static final HeadLimits DEFAULT = new HeadLimits(60 * 1024, 100, 100);

  public HeadLimits {
    if (bytes < 1 || fields < 1 || streams < 1) {
      throw new IllegalArgumentException(
          "limits must be more than 0, were " + bytes + ", " + fields + " and " + streams);
    }
  }
}
