package org.meshparity.comparator.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** A stream of chunks as a server sends it, and as a faulty one does. */
final class ChunkStream {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A frame with some series of one query. */
  ChunkStream frame(int query, byte[]... series) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (byte[] one : series) {
      field(message, 1, one);
    }
    if (query != 0) {
      varint(message, 2 << 3);
      varint(message, query);
    }
    return frame(message.toByteArray());
  }

  /** A frame of any bytes. */
  ChunkStream frame(byte[] message) {
    CRC32C sum = new CRC32C();
    sum.update(message);
    return frame(message, (int) sum.getValue());
  }

  /** The same with a checksum of one's own. */
  ChunkStream frame(byte[] message, int checksum) {
    varint(out, message.length);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(checksum >>> shift);
    }
    out.writeBytes(message);
    return this;
  }

  /** Bytes that are no frame. */
  ChunkStream raw(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** A series of plain samples in one chunk. */
  static byte[] series(Map<String, String> labels, long[] times, double... values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    return series(labels, chunk(1, XorWriter.chunk(times, bits)));
  }

  /** A series of any chunks. */
  static byte[] series(Map<String, String> labels, byte[]... chunks) {
    ByteArrayOutputStream series = new ByteArrayOutputStream();
    new TreeMap<>(labels)
        .forEach(
            (name, value) -> {
              ByteArrayOutputStream label = new ByteArrayOutputStream();
              field(label, 1, name.getBytes(StandardCharsets.UTF_8));
              field(label, 2, value.getBytes(StandardCharsets.UTF_8));
              field(series, 1, label.toByteArray());
            });
    List.of(chunks).forEach(chunk -> field(series, 2, chunk));
    return series.toByteArray();
  }

  /** A chunk of a kind. */
  static byte[] chunk(int kind, byte[] data) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    for (int time = 1; time <= 2; time++) {
      varint(chunk, time << 3);
      varint(chunk, 1000);
    }
    varint(chunk, 3 << 3);
    varint(chunk, kind);
    field(chunk, 4, data);
    return chunk.toByteArray();
  }

  /**
   * What a request asks, query by query: its ends and its matchers in order.
   *
   * @param message unpacked
   */
  static List<String> asked(byte[] message) throws WrongAnswer {
    List<String> queries = new ArrayList<>();
    ProtoBytes request = new ProtoBytes(message, 0, message.length);
    for (int field = request.field(); field != 0; field = request.field()) {
      if (field == 1) {
        queries.add(query(request.message()));
      } else {
        queries.add("accepts " + request.number());
      }
    }
    return queries;
  }

  private static String query(ProtoBytes query) throws WrongAnswer {
    StringBuilder text = new StringBuilder();
    for (int field = query.field(); field != 0; field = query.field()) {
      if (field < 3) {
        text.append(query.number()).append(' ');
        continue;
      }
      ProtoBytes matcher = query.message();
      String[] parts = {"=", "", ""};
      for (int part = matcher.field(); part != 0; part = matcher.field()) {
        if (part == 1) {
          parts[0] = List.of("=", "!=", "=~", "!~").get((int) matcher.number());
        } else {
          matcher.content();
          parts[part - 1] =
              new String(
                  matcher.bytes, matcher.from, matcher.to - matcher.from, StandardCharsets.UTF_8);
        }
      }
      text.append(parts[1]).append(parts[0]).append(parts[2]).append(' ');
    }
    return text.toString().strip();
  }

  private static void field(ByteArrayOutputStream into, int field, byte[] content) {
    varint(into, (field << 3) | 2);
    varint(into, content.length);
    into.writeBytes(content);
  }

  private static void varint(ByteArrayOutputStream into, long value) {
    long rest = value;
    for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
      into.write((int) ((rest & 0x7F) | 0x80));
    }
    into.write((int) rest);
  }
}
