package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A value that nobody may see: a password, a token, a header. One in a file is read anew for each
 * use, as tokens are rotated under running programs. It has no way into a text but {@link #read}.
 */
public final class Secret {

  /** No credential is longer; a wrong path to something huge costs no memory. */
  private static final int LONGEST = 1 << 16;

  private final @Nullable String value;
  private final @Nullable Path file;

  private final boolean open;

  private Secret(@Nullable String value, @Nullable Path file, boolean open) {
    this.value = value;
    this.file = file;
    this.open = open;
  }

  /** A value that takes a secret's place and is none, e.g. the name of a tenant. */
  public static Secret open(String value) {
    return new Secret(value, null, true);
  }

  /** A value that is known already, e.g. from an environment variable. */
  public static Secret of(String value) {
    return new Secret(value, null, false);
  }

  /** A file's content without white space around it. */
  public static Secret file(Path file) {
    return new Secret(null, file, false);
  }

  /**
   * The value now.
   *
   * @throws AccessFault if its file cannot be read or is empty
   */
  String read() throws AccessFault {
    return file == null ? String.valueOf(value) : ofFile(file);
  }

  /** Whether anybody may see it. */
  boolean isOpen() {
    return open;
  }

  /**
   * The value now, fit for a header.
   *
   * @throws AccessFault as {@link #read}, and if it is not one line of ASCII
   */
  String readHeader() throws AccessFault {
    String text = read();
    if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c > '~')) {
      throw new AccessFault(
          "was not asked: " + this + " holds characters that no HTTP header may; is it one line?");
    }
    return text;
  }

  private static String ofFile(Path file) throws AccessFault {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      text = new String(in.readNBytes(LONGEST + 1), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new AccessFault(
          "was not asked: " + file + " cannot be read: " + FileReason.of(file, e), e);
    }
    if (text.isEmpty() || text.length() > LONGEST) {
      String what = text.isEmpty() ? "is empty" : "is too long for a secret";
      throw new AccessFault("was not asked: " + file + " " + what);
    }
    return text;
  }

  /** Where it is, never what it is. */
  @Override
  public String toString() {
    return file == null ? "a secret" : "the secret in " + file;
  }
}
