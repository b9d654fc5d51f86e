package org.meshparity.proxyruntime.inproxy;

import io.netty.buffer.ByteBuf;

/**
 * Counts the messages of one direction of a gRPC stream from its body, piece by piece.
 *
 * <p>A message is a flag byte, a length in four bytes, big endian, and so many bytes. It counts
 * when its last byte has come; pieces may be cut anywhere. Nothing is kept or copied.
 */
public final class GrpcMessageCounter {

  private static final int PREFIX = 5;

  private int prefixRead;
  private long length;
  private long remaining;
  private long messages;

  /** Reads a piece of the body; its indexes stay as they are. */
  public void accept(ByteBuf piece) {
    int at = piece.readerIndex();
    int end = piece.writerIndex();
    while (at < end) {
      if (prefixRead < PREFIX) {
        at = readPrefix(piece, at);
        continue;
      }
      long taken = Math.min(remaining, end - at);
      at += (int) taken;
      advance(taken);
    }
  }

  private int readPrefix(ByteBuf piece, int at) {
    if (prefixRead > 0) {
      length = length << 8 | piece.getUnsignedByte(at);
    }
    prefixRead++;
    if (prefixRead == PREFIX) {
      remaining = length;
      advance(0);
    }
    return at + 1;
  }

  private void advance(long taken) {
    remaining -= taken;
    if (remaining == 0) {
      messages++;
      prefixRead = 0;
      length = 0;
    }
  }

  /** How many messages have come completely. */
  public long messages() {
    return messages;
  }
}
