package org.meshparity.comparator.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines inside one reused buffer. Lines end with LF or CRLF; the last
 * one may end with the stream. The buffer grows to the longest line, which is bounded.
 */
final class LineReader {

  static final int LONGEST_LINE = 1 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private int next;
  private int filled;
  private long number;
  private int prefix;
  private boolean shares;

  LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * Goes to the next line.
   *
   * @return false at the end of the stream
   * @throws LineFault if the line is too long
   */
  boolean advance() throws IOException, LineFault {
    number++;
    shares = startsAsExpected();
    start = next;
    int searched = shares ? start + prefix : start;
    prefix = 0;
    while (true) {
      int found = Bytes.lineEnd(buffer, searched, filled);
      if (found < filled) {
        finish(found, found + 1);
        return true;
      }
      searched = filled - start;
      boolean more = fill();
      searched += start;
      if (!more) {
        finish(filled, filled);
        return end > start;
      }
    }
  }

  private boolean startsAsExpected() {
    return prefix > 0
        && filled - next > prefix
        && Arrays.equals(buffer, start, start + prefix, buffer, next, next + prefix);
  }

  private void finish(int lineEnd, int following) {
    end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    next = following;
  }

  /** Moves the unfinished line to the front and reads on. */
  private boolean fill() throws IOException, LineFault {
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
    start = 0;
    if (filled == buffer.length) {
      if (filled >= LONGEST_LINE) {
        throw new LineFault("a line of more than " + LONGEST_LINE + " bytes");
      }
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    int got = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(got, 0);
    return got >= 0;
  }

  /** Holds the line; other bytes around it mean nothing. */
  byte[] buffer() {
    return buffer;
  }

  /** The line's first byte. */
  int start() {
    return start;
  }

  /**
   * Asks whether the next line starts with the same bytes: most lines do, in all but the value of
   * their last label, and then only the rest of them need be looked at.
   */
  void expectPrefix(int length) {
    prefix = length;
  }

  /** Whether this line starts with the bytes of the line before that were expected. */
  boolean likeLast() {
    return shares;
  }

  /** Leaves out what the line starts with. */
  void skipTo(int from) {
    start = from;
  }

  /** Behind the line's last byte; CR and LF are not of the line. */
  int end() {
    return end;
  }

  /** The line's number, from 1. */
  long number() {
    return number;
  }
}
