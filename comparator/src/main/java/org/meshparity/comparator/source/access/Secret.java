package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that nobody may see: a password, a token, a header. One in a file is read anew for each
 * use, as tokens are rotated under running programs. It has no way into a text but {@link #read}.
 */
public final class Secret {

  /** No credential is longer; a wrong path to something huge costs no memory. */
  private static final int LONGEST = 1 << 16;

  /** Editors of one operating system write it before a text. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private static final Pattern TELLING =
      Pattern.compile(
          "(?i)(?!.*_type$).*(auth|cookie|token|secret|passw|api-?_?key|access-?_?key).*");

  /** What is wrong with a header's value. */
  static final String UNFIT = "holds characters that no HTTP header may; is it one line of ASCII?";

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

  /**
   * Whether a header or a parameter of this name is likely to hold a secret; {@code
   * requested_token_type} and the like only say of what kind one is.
   */
  public static boolean tells(String name) {
    return TELLING.matcher(name).matches();
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
    String text = readPassword();
    if (text.isEmpty() && file != null) {
      throw new AccessFault("was not asked: " + file + " is empty");
    }
    return text;
  }

  /**
   * The value now, which may be empty: some put a key in the user's place, and no password.
   *
   * @throws AccessFault if its file cannot be read
   */
  String readPassword() throws AccessFault {
    return file == null ? String.valueOf(value) : ofFile(file);
  }

  /** The value if it is known without reading a file. */
  Optional<String> known() {
    return Optional.ofNullable(value);
  }

  /** Whether anybody may see it. */
  boolean isOpen() {
    return open;
  }

  /**
   * The value now, fit for a header.
   *
   * @param what it is, for the message
   * @throws AccessFault as {@link #read}, and if it is not one line of ASCII
   */
  String readHeader(String what) throws AccessFault {
    String text = read();
    if (!fitsHeader(text)) {
      throw new AccessFault("was not asked: " + what + place() + " " + UNFIT);
    }
    return text;
  }

  /** Whether a header may have this value. */
  static boolean fitsHeader(String text) {
    return text.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\t');
  }

  /** Where it is, for a message. */
  String place() {
    return file == null ? "" : " in " + file;
  }

  private static String ofFile(Path file) throws AccessFault {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new AccessFault("was not asked: " + file + " is too long for a secret");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
    } catch (AccessFault e) {
      throw e;
    } catch (IOException e) {
      throw new AccessFault(
          "was not asked: " + file + " cannot be read: " + FileReason.of(file, e), e);
    }
  }

  /** Where it is, never what it is. */
  @Override
  public String toString() {
    return file == null ? "a secret" : "the secret in " + file;
  }
}
