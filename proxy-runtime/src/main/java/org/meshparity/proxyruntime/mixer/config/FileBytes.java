package org.meshparity.proxyruntime.mixer.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that a user named, and says what to look at when it cannot be read. */
final class FileBytes {

  private FileBytes() {}

  /**
   * All of a file, or its first bytes, no more than so many.
   *
   * @throws IOException that names the file, and what is wrong with it
   */
  static byte[] read(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw new IOException("cannot read " + file + ": " + reason(file, e), e);
    }
  }

  private static String reason(Path file, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no " + file.toAbsolutePath().normalize() + "; is its name right?";
    }
    if (cause instanceof AccessDeniedException) {
      return "it may not be read by user " + System.getProperty("user.name");
    }
    if (Files.isDirectory(file)) {
      return "it is a folder; name the file in it";
    }
    return String.valueOf(cause.getMessage());
  }
}
