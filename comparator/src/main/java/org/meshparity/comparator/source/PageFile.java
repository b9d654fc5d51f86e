package org.meshparity.comparator.source;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One page of metrics that can be read several times and is the same each time. A URL and the
 * standard input are copied to a private file first, and so is a pipe: read twice, they would be
 * two pages. What is read once only, input or pipe, is kept nowhere.
 */
final class PageFile implements AutoCloseable {

  private static final int PACKED = 0x1f8b;

  private final String place;
  private final String shown;
  private final InputStream standardInput;
  private final PageClient client;
  private @Nullable Path copy;
  private boolean once;
  private boolean gone;
  private @Nullable String state;

  /**
   * @param place a file, an http or https URL, or {@code -}
   */
  PageFile(String place, InputStream standardInput, PageClient client) {
    this.place = place;
    this.standardInput = standardInput;
    this.client = client;
    this.shown = shown(place);
  }

  private String shown(String given) {
    if (isUrl()) {
      return SourceAddress.parse(given).shown();
    }
    return given.equals("-") ? "standard input" : given;
  }

  /** The file or the URL without its secrets. */
  String shown() {
    return shown;
  }

  /**
   * Says that it will be read once and never again, so that what comes through a pipe is kept
   * nowhere, however long it is.
   */
  void onceOnly() {
    once = true;
  }

  /** Reads all of it. */
  void parse(ExpositionParser.Sink sink) throws SourceUnavailable {
    try (InputStream page = open()) {
      ExpositionParser.parse(page, shown, sink);
    } catch (ExpositionFault e) {
      throw new SourceUnavailable(String.valueOf(e.getMessage()), e);
    } catch (NoSuchFileException e) {
      throw new SourceUnavailable(shown + " does not exist; check the path", e);
    } catch (IOException e) {
      String what = isUrl() ? HttpFaults.ofBreak(e) : "cannot be read (" + e.getMessage() + ")";
      throw new SourceUnavailable(shown + " " + what, e);
    }
  }

  private InputStream open() throws IOException {
    if (once && passesBy() && copy == null && !gone) {
      gone = true;
      return unpacked(passing());
    }
    Path path = isUrl() || passesBy() ? spooled() : Path.of(place);
    if (Files.isRegularFile(path)) {
      refuseChange(path);
    }
    return unpacked(Files.newInputStream(path));
  }

  private static InputStream unpacked(InputStream page) throws IOException {
    BufferedInputStream in = new BufferedInputStream(page, 1 << 16);
    in.mark(2);
    boolean packed = ((in.read() << 8) | in.read()) == PACKED;
    in.reset();
    return packed ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private void refuseChange(Path path) throws IOException {
    String now = Files.getLastModifiedTime(path) + " " + Files.size(path);
    if (state != null && !state.equals(now)) {
      throw new IOException("it changes while it is read, copy it first");
    }
    state = now;
  }

  private Path spooled() throws IOException {
    Path known = copy;
    if (known != null) {
      return known;
    }
    if (gone) {
      throw new IOException("it was read before and is gone, put it into a file first");
    }
    Path fresh = Files.createTempFile("meshparity-page", ".prom");
    try {
      if (isUrl()) {
        client.fetch(SourceAddress.parse(place), page -> write(page, fresh));
      } else {
        try (InputStream page = passing()) {
          write(page, fresh);
        }
      }
      copy = fresh; // only a whole page is ever read again
      return fresh;
    } finally {
      if (copy == null) {
        Files.deleteIfExists(fresh);
      }
    }
  }

  private static void write(InputStream page, Path to) throws IOException {
    Files.copy(page, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether it can be read once only: the standard input, or a pipe. */
  private boolean passesBy() {
    return place.equals("-") || (!isUrl() && isPipe(Path.of(place)));
  }

  private static boolean isPipe(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /** A pipe has no position, which a stream of {@link Files} asks for. */
  private InputStream passing() throws IOException {
    return place.equals("-") ? standardInput : new FileInputStream(place);
  }

  private boolean isUrl() {
    return place.regionMatches(true, 0, "http://", 0, 7)
        || place.regionMatches(true, 0, "https://", 0, 8);
  }

  @Override
  public void close() {
    Path made = copy;
    copy = null;
    if (made != null) {
      try {
        Files.deleteIfExists(made);
      } catch (IOException e) {
        made.toFile().deleteOnExit();
      }
    }
  }
}
