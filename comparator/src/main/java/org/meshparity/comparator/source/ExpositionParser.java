package org.meshparity.comparator.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * Reads Prometheus' text format 0.0.4, and the quoted names of 1.0.0, as a stream of bytes; nothing
 * of the page is kept.
 *
 * <p>Lenient where nothing can be misread: CRLF, no final line feed, blank lines, unknown comments,
 * a trailing comma, Envoy's unescaped label values where only one reading exists. Everything else
 * is an {@link ExpositionFault} with its line.
 */
final class ExpositionParser {

  private static final String REMEDY =
      "expected Prometheus' text format 0.0.4, fetch the page again as text/plain";

  private final String file;
  private final LineReader lines;
  private final Sink sink;
  private final ExpositionSample sample = new ExpositionSample();
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

  private ExpositionParser(InputStream in, String file, Sink sink) {
    this.lines = new LineReader(in);
    this.file = file;
    this.sink = sink;
  }

  /**
   * Reads a page to its end.
   *
   * @param file what faults call it: the file, or the URL without its secrets
   * @throws ExpositionFault if it cannot be taken at its word
   * @throws IOException if the stream itself fails, or the sink
   */
  static void parse(InputStream in, String file, Sink sink) throws IOException {
    new ExpositionParser(in, file, sink).run();
  }

  private void run() throws IOException {
    try {
      while (lines.advance()) {
        line();
      }
    } catch (LineFault e) {
      throw new ExpositionFault(file, lines.number(), e.what(), REMEDY);
    } catch (EOFException | ZipException e) {
      throw new ExpositionFault(
          file, lines.number(), "the packed page is cut or damaged", "fetch it again");
    }
  }

  private void line() throws IOException, LineFault {
    if (!lines.likeLast() || !readLikeLast()) {
      readAnew();
    }
  }

  /** False if it must be read anew. */
  private boolean readLikeLast() throws IOException, LineFault {
    if (!sample.readLikeLast(lines)) {
      return false;
    }
    lines.expectPrefix(sample.prefix());
    sink.sample(sample);
    return true;
  }

  private void readAnew() throws IOException, LineFault {
    byte[] text = lines.buffer();
    int from = lines.start();
    int to = lines.end();
    while (from < to && (text[from] == ' ' || text[from] == '\t')) {
      from++;
    }
    if (from == to) {
      return;
    }
    if (!Bytes.isAscii(text, from, to)) {
      checkUtf8(text, from, to);
    }
    if (text[from] == '#') {
      comment(new String(text, from, to - from, StandardCharsets.UTF_8));
      return;
    }
    if (text[from] == '<') {
      throw new LineFault("a web page instead of metrics");
    }
    lines.skipTo(from);
    sample.read(lines);
    lines.expectPrefix(sample.prefix());
    sink.sample(sample);
  }

  private void comment(String text) throws IOException, LineFault {
    if (!text.startsWith("# TYPE ") && !text.startsWith("# TYPE\t")) {
      return;
    }
    String[] words = text.substring(7).trim().split("[ \t]+", -1);
    if (words.length != 2) {
      throw new LineFault("a TYPE line that is not name and type: " + Shortened.text(text, 120));
    }
    boolean quoted = words[0].length() > 2 && words[0].startsWith("\"") && words[0].endsWith("\"");
    String name = quoted ? words[0].substring(1, words[0].length() - 1) : words[0];
    sink.type(name, words[1], lines.number());
  }

  private void checkUtf8(byte[] text, int from, int to) throws LineFault {
    try {
      utf8.decode(ByteBuffer.wrap(text, from, to - from));
    } catch (CharacterCodingException e) {
      throw new LineFault("bytes that are not UTF-8");
    }
  }

  /** Receives what a page holds, in its order. */
  interface Sink {

    /** A {@code # TYPE} line. */
    default void type(String name, String type, long line) throws IOException {}

    /**
     * A sample; the view is valid only during the call.
     *
     * @throws LineFault if it contradicts what the page said before; gets its place from here
     */
    void sample(ExpositionSample sample) throws IOException, LineFault;
  }
}
