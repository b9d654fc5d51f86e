package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.OutputStream;

/** Writes an answer of Prometheus without making a string of any row. */
final class StubRows implements AutoCloseable {

  private static final int ROOM = 1024;

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] digits = new byte[20];
  private int size;
  private boolean first = true;
  private boolean firstSample;

  StubRows(OutputStream out) {
    this.out = out;
  }

  void begin(String type) throws IOException {
    text("{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":[");
  }

  void end() throws IOException {
    text("]}}");
  }

  /** Begins an element with these labels, written as JSON; what follows is its value or row. */
  StubRows element(String labels) throws IOException {
    next();
    return text(labels).text("}");
  }

  /** Begins an element, whose labels follow. */
  StubRows next() throws IOException {
    room();
    text(first ? "{\"metric\":{" : ",{\"metric\":{");
    first = false;
    return this;
  }

  /** The value of an element of a vector. */
  void value(long atMs, long value) throws IOException {
    text(",\"value\":[").time(atMs).text(",\"").number(value).text("\"]}");
  }

  /** The same, as it is to be written. */
  void value(long atMs, String value) throws IOException {
    text(",\"value\":[").time(atMs).text(",\"").text(value).text("\"]}");
  }

  /** The two values of an element of a matrix. */
  void values(long oneMs, long one, long otherMs, long other) throws IOException {
    text(",\"values\":[[").time(oneMs).text(",\"").number(one);
    text("\"],[").time(otherMs).text(",\"").number(other).text("\"]]}");
  }

  private StubRows time(long atMs) {
    number(atMs / 1000).text(".");
    long millis = atMs % 1000;
    return text(millis < 10 ? "00" : millis < 100 ? "0" : "").number(millis);
  }

  /** The same value at every multiple of a step. */
  void row(long after, long until, long step, long value) throws IOException {
    beginRow();
    for (long at = (Math.floorDiv(after, step) + 1) * step; at <= until; at += step) {
      sample(at, value);
    }
    endRow();
  }

  /** The samples of an element follow. */
  void beginRow() {
    text(",\"values\":[");
    firstSample = true;
  }

  /** The next of them, at a whole second. */
  void sample(long atMs, long value) throws IOException {
    room();
    text(firstSample ? "[" : ",[").number(atMs / 1000).text(",\"").number(value).text("\"]");
    firstSample = false;
  }

  void endRow() {
    text("]}");
  }

  /** ASCII only. */
  @SuppressWarnings("deprecation") // the quickest way, and right for ASCII
  StubRows text(String text) {
    int length = text.length();
    text.getBytes(0, length, buffer, size);
    size += length;
    return this;
  }

  StubRows number(long number) {
    int at = digits.length;
    long rest = number;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    System.arraycopy(digits, at, buffer, size, digits.length - at);
    size += digits.length - at;
    return this;
  }

  private void room() throws IOException {
    if (size > buffer.length - ROOM) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
