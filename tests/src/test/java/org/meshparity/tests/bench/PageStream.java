package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a page of metrics of any length to its standard output, of which it keeps nothing: as many
 * groups as wanted, each shown by as many pods. The totals of a group do not depend on the number
 * of pods, so that pages of different lengths are equal.
 */
final class PageStream {

  private static final int BUCKETS = 20;

  /** Divides by as many pods as a page of any sensible length has: 1 to 48 and some. */
  static final int PER_CELL = 5040;

  private static final int DESTINATIONS = 50;

  private final OutputStream out;
  private final List<byte[]> bounds = new ArrayList<>();
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] labels = new byte[512];
  private final byte[] digits = new byte[20];
  private int size;
  private int labelsSize;

  private PageStream(OutputStream out) {
    this.out = out;
    for (int i = 0; i < BUCKETS; i++) {
      bounds.add(bytes(",le=\"" + (i == BUCKETS - 1 ? "+Inf" : String.valueOf(1 << i)) + "\"} "));
    }
  }

  /** Takes how many groups there are, and how many pods show each of them. */
  public static void main(String[] arguments) throws IOException {
    PageStream page = new PageStream(System.out);
    page.write(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
  }

  private void write(int groups, int pods) throws IOException {
    if (PER_CELL % pods != 0) {
      throw new IllegalArgumentException(pods + " pods must divide " + PER_CELL);
    }
    text(bytes("# TYPE duration_seconds histogram\n"));
    for (int group = 0; group < groups; group++) {
      for (int pod = 0; pod < pods; pod++) {
        labels(group, pod);
        histogram(PER_CELL / pods);
      }
    }
    out.write(buffer, 0, size);
    out.flush();
  }

  private void histogram(int each) throws IOException {
    for (int i = 0; i < BUCKETS; i++) {
      line("duration_seconds_bucket{", bounds.get(i), (long) each * (i + 1));
    }
    line("duration_seconds_sum{", bytes("} "), 7L * each);
    line("duration_seconds_count{", bytes("} "), (long) each * BUCKETS);
  }

  private void labels(int group, int pod) {
    String text =
        ("destination_workload=\"server-" + group % DESTINATIONS + "\",response_code=\"200\"")
            + (",pod=\"server-7d9c5b8f6-" + (10_000 + pod) + "\"")
            + (",source_workload=\"client-" + group / DESTINATIONS + "\"");
    byte[] written = bytes(text);
    System.arraycopy(written, 0, labels, 0, written.length);
    labelsSize = written.length;
  }

  private void line(String name, byte[] end, long value) throws IOException {
    if (size > buffer.length - 1024) {
      out.write(buffer, 0, size);
      size = 0;
    }
    name(name);
    System.arraycopy(labels, 0, buffer, size, labelsSize);
    size += labelsSize;
    text(end);
    number(value);
    buffer[size++] = '\n';
  }

  @SuppressWarnings("deprecation") // the quickest way, and right for ASCII
  private void name(String name) {
    name.getBytes(0, name.length(), buffer, size);
    size += name.length();
  }

  private void text(byte[] text) {
    System.arraycopy(text, 0, buffer, size, text.length);
    size += text.length;
  }

  private void number(long number) {
    int at = digits.length;
    long rest = number;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    System.arraycopy(digits, at, buffer, size, digits.length - at);
    size += digits.length - at;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
