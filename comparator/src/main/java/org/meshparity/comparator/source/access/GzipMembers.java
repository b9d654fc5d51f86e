package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import okio.Buffer;
import okio.BufferedSource;
import okio.InflaterSource;
import okio.Source;
import okio.Timeout;

/**
 * Unpacks gzip (RFC 1952) of any number of members, one after the other; whoever packs in parts
 * sends several. The library knows only one. Each member's length and checksum must be right, and
 * nothing but another member may follow.
 */
final class GzipMembers implements Source {

  private static final int MAGIC = 0x1f8b;
  private static final int DEFLATED = 8;
  private static final int TIME_AND_SYSTEM = 6;

  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final BufferedSource packed;
  private final Inflater inflater = new Inflater(true);
  private final InflaterSource inflated;
  private final CRC32 checksum = new CRC32();
  private final Buffer.UnsafeCursor cursor = new Buffer.UnsafeCursor();
  private boolean inMember;

  /** Of at least one. */
  GzipMembers(BufferedSource packed) {
    this.packed = packed;
    this.inflated = new InflaterSource(packed, inflater);
  }

  @Override
  public long read(Buffer into, long most) throws IOException {
    while (inMember || begins()) {
      long got = inflated.read(into, most);
      if (got >= 0) {
        count(into, got);
        return got;
      }
      end();
    }
    return -1;
  }

  private boolean begins() throws IOException {
    if (inflater.getBytesRead() > 0 && packed.exhausted()) {
      return false;
    }
    head();
    inflater.reset();
    checksum.reset();
    inMember = true;
    return true;
  }

  private void head() throws IOException {
    checksum.reset();
    agree("begin of a member", MAGIC, next() << 8 | next());
    agree("method", DEFLATED, next());
    int flags = next();
    agree("reserved flags", 0, flags & RESERVED);
    pass(TIME_AND_SYSTEM);
    if ((flags & HAS_EXTRA) != 0) {
      pass(next() | next() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      passText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      passText();
    }
    if ((flags & HAS_CHECKSUM) != 0) {
      int seen = (int) checksum.getValue() & 0xffff;
      agree("header checksum", seen, packed.readShortLe() & 0xffff);
    }
  }

  /** The next byte of a header, which has a checksum too. */
  private int next() throws IOException {
    int next = packed.readByte() & 0xff;
    checksum.update(next);
    return next;
  }

  private void pass(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      int unused = next();
    }
  }

  private void passText() throws IOException {
    while (next() != 0) {
      // kept nowhere, so that it may have no end
    }
  }

  /** One read fills a part of one segment. */
  private void count(Buffer into, long got) {
    try (Buffer.UnsafeCursor last = into.readUnsafe(cursor)) {
      int length = last.seek(into.size() - got);
      checksum.update(last.data, last.start, length);
    }
  }

  private void end() throws IOException {
    agree("checksum", (int) checksum.getValue(), packed.readIntLe());
    agree("length", (int) inflater.getBytesWritten(), packed.readIntLe());
    inMember = false;
  }

  private static void agree(String what, int wanted, int found) throws IOException {
    if (wanted != found) {
      throw new IOException(String.format("%s is %x, not %x", what, found, wanted));
    }
  }

  @Override
  public Timeout timeout() {
    return packed.timeout();
  }

  @Override
  public void close() throws IOException {
    inflated.close();
  }
}
