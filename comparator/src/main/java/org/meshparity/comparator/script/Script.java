package org.meshparity.comparator.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A case that a reader understands without the code: what two generations of a metric showed, and
 * what has to be found out about it. Its file's name is the claim.
 */
public final class Script {

  private static final int MOST_BYTES = 1 << 20;
  private static final String ENDING = ".parity";

  private final Path file;
  private final ScriptSettings settings;
  private final List<ScriptSamples> samples;
  private final Expectation expectation;

  Script(Path file, ScriptSettings settings, List<ScriptSamples> samples, Expectation expectation) {
    this.file = file;
    this.settings = settings;
    this.samples = List.copyOf(samples);
    this.expectation = expectation;
  }

  /**
   * Reads one.
   *
   * @throws ScriptFaults with everything that is wrong with it, also if it cannot be read
   */
  public static Script read(Path file) {
    return new ScriptReader(file, text(file)).read();
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw refusal(file, "a script must be at most " + MOST_BYTES + " bytes, this is larger");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refusal(file, "a script must be UTF-8 text, this is not");
    } catch (NoSuchFileException e) {
      throw refusal(file, "there is no such file");
    } catch (IOException e) {
      throw refusal(file, "cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static ScriptFaults refusal(Path file, String message) {
    return new ScriptFaults(List.of(new ScriptFault(file.toString(), 0, message)));
  }

  /** The claim, which is the file's name with blanks. */
  public String title() {
    String name = String.valueOf(file.getFileName());
    String bare = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    return bare.replace('-', ' ');
  }

  /** Where it stands. */
  public Path file() {
    return file;
  }

  /** All samples of both sides, as one Prometheus stores them. */
  public List<ScriptSamples> samples() {
    return samples;
  }

  ScriptSettings settings() {
    return settings;
  }

  Expectation expectation() {
    return expectation;
  }
}
