package org.meshparity.comparator.source.access;

import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;
import okio.Source;
import okio.Timeout;

/**
 * What is packed by zstd (RFC 8878), without the frames that are to be skipped, which the library
 * does not know, and with nothing behind the last frame, which it would not notice. Only the
 * frames' outlines are looked at.
 */
final class ZstdFrames implements Source {

  private static final int FRAME = 0xfd2fb528;
  private static final int SKIPPED = 0x184d2a50;
  private static final int MAGIC_BYTES = 4;
  private static final int CHECKSUM_BYTES = 4;
  private static final int BLOCK_HEAD_BYTES = 3;
  private static final int REPEATED_BYTE = 1;

  /** What comes next. */
  private enum Next {
    FRAME,
    BLOCK,
    CHECKSUM
  }

  private final BufferedSource packed;
  private Next next = Next.FRAME;
  private boolean hasChecksum;
  private long left;

  ZstdFrames(BufferedSource packed) {
    this.packed = packed;
  }

  @Override
  public long read(Buffer into, long most) throws IOException {
    while (left == 0) {
      if (next == Next.FRAME && packed.exhausted()) {
        return -1;
      }
      left = length();
    }
    packed.require(1);
    long got = packed.read(into, Math.min(most, left));
    left -= got;
    return got;
  }

  /** How many bytes the next part has; none of them is taken yet. */
  private int length() throws IOException {
    return switch (next) {
      case FRAME -> frame();
      case BLOCK -> block();
      case CHECKSUM -> {
        next = Next.FRAME;
        yield CHECKSUM_BYTES;
      }
    };
  }

  private int frame() throws IOException {
    int magic = number(0, MAGIC_BYTES);
    if ((magic & ~0xf) == SKIPPED) {
      long size = number(MAGIC_BYTES, 4) & 0xffff_ffffL;
      packed.skip(MAGIC_BYTES + 4 + size);
      return 0;
    }
    if (magic != FRAME) {
      throw new IOException(String.format("no frame begins with %08x", magic));
    }
    next = Next.BLOCK;
    int descriptor = number(MAGIC_BYTES, 1);
    hasChecksum = (descriptor & 4) != 0;
    return MAGIC_BYTES + 1 + further(descriptor);
  }

  /**
   * The window's size, the dictionary's number and the content's size, as far as they are there.
   */
  private static int further(int descriptor) {
    boolean single = (descriptor & 0x20) != 0;
    int dictionary = descriptor & 3;
    int content = descriptor >> 6;
    return (single ? 0 : 1)
        + (dictionary == 0 ? 0 : 1 << (dictionary - 1))
        + (content == 0 ? (single ? 1 : 0) : 1 << content);
  }

  private int block() throws IOException {
    int head = number(0, BLOCK_HEAD_BYTES);
    if ((head & 1) != 0) {
      next = hasChecksum ? Next.CHECKSUM : Next.FRAME;
    }
    boolean repeated = (head >> 1 & 3) == 1;
    return BLOCK_HEAD_BYTES + (repeated ? REPEATED_BYTE : head >> 3);
  }

  /** Of so many bytes, the least one first. */
  private int number(int at, int bytes) throws IOException {
    packed.require(at + bytes);
    int number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (packed.getBuffer().getByte(at + i) & 0xff) << (8 * i);
    }
    return number;
  }

  @Override
  public Timeout timeout() {
    return packed.timeout();
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }
}
