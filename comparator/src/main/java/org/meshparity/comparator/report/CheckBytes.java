package org.meshparity.comparator.report;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * JSON text as the bytes of a file, growing at its end. Neighbouring checks have most of their
 * texts in common, as the same objects, so that a field which repeats is copied from where it was
 * written before.
 */
final class CheckBytes {

  private static final int MOST_DIGITS = 18;
  private static final byte[] NULL = ascii("null");

  private final Object[] last;
  private final int[] lastBegin;
  private final int[] lastEnd;
  private byte[] bytes;
  private int size;

  /**
   * An empty one.
   *
   * @param fields how many fields are written by number
   * @param expected about how many bytes there will be
   */
  CheckBytes(int fields, int expected) {
    this.last = new Object[fields];
    this.lastBegin = new int[fields];
    this.lastEnd = new int[fields];
    this.bytes = new byte[expected];
  }

  /** Constant text as bytes. */
  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Where the text is; only the first {@link #size} bytes. */
  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  CheckBytes add(byte[] constant) {
    room(constant.length);
    System.arraycopy(constant, 0, bytes, size, constant.length);
    size += constant.length;
    return this;
  }

  /** Whether a field was just this very value, and is copied; if not, write it and say so. */
  @SuppressWarnings("ReferenceEquality") // an equal one of another object is written again
  boolean again(int field, Object value) {
    if (last[field] != value) {
      return false;
    }
    int length = lastEnd[field] - lastBegin[field];
    room(length);
    System.arraycopy(bytes, lastBegin[field], bytes, size, length);
    size += length;
    return true;
  }

  /** Notes what a field was written as, from a place on. */
  void wrote(int field, Object value, int begin) {
    last[field] = value;
    lastBegin[field] = begin;
    lastEnd[field] = size;
  }

  /** A text in quotes, or null. */
  void text(int field, @Nullable String value) {
    if (value == null) {
      add(NULL);
    } else if (!again(field, value)) {
      int begin = size;
      quote(value);
      wrote(field, value, begin);
    }
  }

  /** The same of a text that nothing else is equal to. */
  void quote(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    if (plain.length != text.length()) { // more than ASCII
      escaped(text);
      return;
    }
    room(2 * plain.length + 2);
    byte[] into = bytes;
    int at = size;
    into[at++] = '"';
    for (byte c : plain) {
      if (c < ' ' || c > '~') {
        escaped(text);
        return;
      }
      if (c == '"' || c == '\\') {
        into[at++] = '\\';
      }
      into[at++] = c;
    }
    into[at++] = '"';
    size = at;
  }

  /** As the library does it, for whatever is not plain. */
  private void escaped(String text) {
    StringBuilder quoted = new StringBuilder();
    JsonStringEncoder.getInstance().quoteAsString(text, quoted.append('"'));
    add(quoted.append('"').toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A number as Jackson writes it, or null. */
  void number(@Nullable BigDecimal value) {
    if (value == null) {
      add(NULL);
    } else if (value.scale() == 0 && value.precision() <= MOST_DIGITS && value.signum() >= 0) {
      digits(value.longValue(), value.precision());
    } else {
      add(ascii(value.toString()));
    }
  }

  private void digits(long value, int length) {
    room(length);
    long rest = value;
    for (int at = size + length - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += length;
  }
}
