package org.meshparity.comparator.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.meshparity.rules.LabelMatchers.Matcher;

/** What remote read is asked, as a protobuf message in Snappy's block format. */
final class ReadMessage {

  private static final int STREAMED_CHUNKS = 1;
  private static final int MOST_LITERAL = 1 << 16;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * Several questions for all samples of some series in one range.
   *
   * @param asked the early end is exclusive
   * @param questions matchers of each
   */
  static byte[] of(TimeRange asked, Collection<? extends Collection<Matcher>> questions) {
    ReadMessage request = new ReadMessage();
    for (Collection<Matcher> matchers : questions) {
      ReadMessage query =
          new ReadMessage().number(1, asked.afterMs() + 1).number(2, asked.untilMs());
      for (Matcher matcher : matchers) {
        query.message(
            3,
            new ReadMessage()
                .number(1, kind(matcher))
                .text(2, matcher.label())
                .text(3, matcher.value()));
      }
      request.message(1, query);
    }
    return snappy(request.number(2, STREAMED_CHUNKS).out.toByteArray());
  }

  private static int kind(Matcher matcher) {
    return switch (matcher.op()) {
      case EQUAL -> 0;
      case NOT_EQUAL -> 1;
      case REGEX -> 2;
      case NOT_REGEX -> 3;
    };
  }

  private ReadMessage number(int field, long value) {
    varint(out, field << 3);
    varint(out, value);
    return this;
  }

  private ReadMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private ReadMessage message(int field, ReadMessage content) {
    return bytes(field, content.out.toByteArray());
  }

  private ReadMessage bytes(int field, byte[] content) {
    varint(out, (field << 3) | 2);
    varint(out, content.length);
    out.writeBytes(content);
    return this;
  }

  private static void varint(ByteArrayOutputStream into, long value) {
    long rest = value;
    for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
      into.write((int) ((rest & 0x7F) | 0x80));
    }
    into.write((int) rest);
  }

  /** Literals only: there is nothing to gain in a question. */
  private static byte[] snappy(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length + 64);
    varint(packed, content.length);
    for (int from = 0; from < content.length; from += MOST_LITERAL) {
      int size = Math.min(MOST_LITERAL, content.length - from);
      packed.write(61 << 2); // a literal whose length less one follows in two bytes
      packed.write(size - 1);
      packed.write((size - 1) >>> 8);
      packed.write(content, from, size);
    }
    return packed.toByteArray();
  }
}
