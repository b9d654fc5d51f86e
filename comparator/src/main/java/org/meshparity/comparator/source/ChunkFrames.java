package org.meshparity.comparator.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Takes a stream of chunks apart: frames of a length, a checksum and a message each. A frame is
 * handed on once it is whole and its checksum is right.
 */
final class ChunkFrames {

  /** More than Prometheus' own clients take. */
  private static final int MOST_BYTES = 1 << 26;

  private static final int FIRST_BYTES = 1 << 16;
  private static final int CHECKSUM_BYTES = 4;

  private final InputStream body;
  private byte[] frame = new byte[FIRST_BYTES + XorChunk.SLACK];

  ChunkFrames(InputStream body) {
    this.body = body;
  }

  /** Receives each frame; the array is overwritten by the next one. */
  @FunctionalInterface
  interface Sink {
    void accept(byte[] bytes, int length) throws IOException;
  }

  /**
   * Reads to the end.
   *
   * @throws IOException a {@link WrongAnswer} if these are no frames, an EOFException if the last
   *     one is not whole
   */
  void readAll(Sink into) throws IOException {
    for (int first = body.read(); first >= 0; first = body.read()) {
      int length = length(first);
      byte[] checksum = body.readNBytes(CHECKSUM_BYTES);
      read(length);
      if (checksum.length < CHECKSUM_BYTES || !right(checksum, length)) {
        throw new WrongAnswer(
            "answered with a frame of " + length + " bytes whose checksum is wrong",
            "something on the way has changed it, or the server has failed in its middle; try again");
      }
      into.accept(frame, length);
    }
  }

  private int length(int first) throws IOException {
    long length = first & 0x7F;
    int next = first;
    for (int shift = 7; next >= 0x80; shift += 7) {
      next = body.read();
      if (next < 0) {
        throw new EOFException("in the length of a frame");
      }
      length |= (long) (next & 0x7F) << shift;
      if (length > MOST_BYTES || shift > 28) {
        throw ElementReader.wrong("a frame of more than " + MOST_BYTES + " bytes");
      }
    }
    return (int) length;
  }

  /** Makes room only for what has come: a length may lie. */
  private void read(int length) throws IOException {
    int read = 0;
    while (read < length) {
      int room = frame.length - XorChunk.SLACK;
      if (read == room) {
        frame = Arrays.copyOf(frame, 2 * room + XorChunk.SLACK);
        room = 2 * room;
      }
      int got = body.read(frame, read, Math.min(length, room) - read);
      if (got < 0) {
        throw new EOFException("in a frame of " + length + " bytes");
      }
      read += got;
    }
  }

  private boolean right(byte[] checksum, int length) {
    CRC32C sum = new CRC32C();
    sum.update(frame, 0, length);
    int told = 0;
    for (byte next : checksum) {
      told = (told << 8) | (next & 0xFF);
    }
    return told == (int) sum.getValue();
  }
}
