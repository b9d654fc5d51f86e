package org.meshparity.comparator.source.access;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.ZipException;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Unpacks bodies while they arrive; nothing of them is kept. */
final class Decoded {

  private Decoded() {}

  /**
   * A body without its packing.
   *
   * @throws AccessFault if it is packed in a way that was not asked for
   */
  static BufferedSource body(Response response) throws IOException {
    String encoding = response.header("Content-Encoding");
    BufferedSource body = response.body().source();
    if (isPlain(encoding) || body.exhausted()) {
      return body;
    }
    return switch (String.valueOf(encoding).strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> checked("gzip", new GzipMembers(body));
      case "zstd" -> checked("zstd", zstd(body));
      default ->
          throw new AccessFault(
              "answered with the content encoding "
                  + shortened(String.valueOf(encoding))
                  + ", which nobody asked for; is there a faulty proxy before it?");
    };
  }

  private static boolean isPlain(@Nullable String encoding) {
    return encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity");
  }

  private static String shortened(String text) {
    String line = text.replaceAll("[^ -~]", "?");
    return line.length() > 40 ? line.substring(0, 40) + "…" : line;
  }

  private static BufferedSource checked(String encoding, Source unpacked) {
    return Okio.buffer(new Checked(encoding, unpacked));
  }

  /** Its classes are loaded by the first such answer. */
  private static Source zstd(BufferedSource packed) {
    return Okio.source(new ZstdInputStream(Okio.buffer(new ZstdFrames(packed)).inputStream()));
  }

  /**
   * Tells a body that cannot be unpacked from a connection that broke: what lies below throws
   * subtypes of IOException, what unpacks throws it plainly or says it in exceptions of its own.
   */
  private static final class Checked extends ForwardingSource {
    private final String encoding;

    Checked(String encoding, Source unpacked) {
      super(unpacked);
      this.encoding = encoding;
    }

    @Override
    public long read(Buffer into, long length) throws IOException {
      try {
        return super.read(into, length);
      } catch (EOFException cut) {
        throw cut;
      } catch (IOException e) {
        throw isDamage(e) ? damaged(e) : e;
      } catch (RuntimeException malformed) {
        throw damaged(malformed); // the zstd library's way to say so
      }
    }

    private boolean isDamage(IOException e) {
      String text = String.valueOf(e.getMessage());
      return e.getClass() == IOException.class
          && !text.equals("Canceled")
          && !text.startsWith("unexpected end of stream")
          && !text.startsWith("timeout");
    }

    private ZipException damaged(Exception cause) {
      ZipException fault =
          new ZipException(
              "its "
                  + encoding
                  + " packing is damaged: "
                  + shortened(String.valueOf(cause.getMessage())));
      fault.initCause(cause);
      return fault;
    }
  }
}
