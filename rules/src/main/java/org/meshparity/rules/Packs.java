package org.meshparity.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where packs come from: built in, or an author's file.
 *
 * <p>Everything here refuses with {@link PackFaults} what it does not fully understand: a rule that
 * was silently ignored would be a false alarm or a false all-clear later.
 */
public final class Packs {

  private static final String FOLDER = "/org/meshparity/rules/packs/";
  private static final List<String> BUILT_IN =
      List.of("istio-mixer-to-inproxy", "otel-http-server-ms-to-s");

  private Packs() {}

  /** Names of the packs that come with the program. */
  public static List<String> builtInNames() {
    return BUILT_IN;
  }

  /**
   * A pack that comes with the program.
   *
   * @throws PackFaults if there is none of that name
   */
  public static Pack builtIn(String name) {
    return PackReader.read(builtInBytes(name), Setting.UNKNOWN);
  }

  /**
   * The pack in a file.
   *
   * @throws PackFaults with everything that is wrong with it, also if it cannot be read
   */
  public static Pack read(Path file) {
    return PackReader.read(bytes(file), Setting.UNKNOWN);
  }

  /**
   * A pack that stands in another text.
   *
   * @param file what faults name
   * @throws PackFaults with everything that is wrong with it
   */
  public static Pack parse(String file, String yaml) {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    try {
      return PackReader.read(
          PackBytes.read(file, new ByteArrayInputStream(bytes)), Setting.UNKNOWN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The built-in pack of that name, else the pack in that file; behind an at sign the release that
   * it is wanted for and what is switched on, e.g. {@code istio-mixer-to-inproxy@1.5}.
   *
   * @throws PackFaults if it is neither, or wrong, or knows nothing of that release
   */
  public static Pack resolve(String nameOrFile) {
    Wanted wanted = Wanted.of(nameOrFile);
    return PackReader.read(resolveBytes(wanted.pack()), wanted.setting());
  }

  /**
   * The YAML of a sound pack, as its author wrote it.
   *
   * @throws PackFaults as {@link #resolve}
   */
  public static String yaml(String nameOrFile) {
    Wanted wanted = Wanted.of(nameOrFile);
    PackBytes bytes = resolveBytes(wanted.pack());
    PackReader.read(bytes, wanted.setting());
    return bytes.text();
  }

  /** The JSON Schema (2020-12) of packs, for editors; the reader itself checks more. */
  public static String schema() {
    try (InputStream in = resource("/org/meshparity/rules/schema/pack.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PackBytes resolveBytes(String nameOrFile) {
    if (BUILT_IN.contains(nameOrFile)) {
      return builtInBytes(nameOrFile);
    }
    if (isFile(nameOrFile)) {
      return bytes(Path.of(nameOrFile));
    }
    throw PackFaults.ofFile(
        Faults.quote(nameOrFile), "must be a file, or a built-in pack" + known(nameOrFile));
  }

  private static boolean isFile(String name) {
    try {
      return !name.isEmpty() && Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false; // then it is no file either; the refusal says what there is
    }
  }

  /** A pack and for what it is wanted. A file whose own name has an at sign is that file. */
  private record Wanted(String pack, Setting setting) {
    static Wanted of(String nameOrFile) {
      int at = nameOrFile.lastIndexOf('@');
      if (at < 0 || isFile(nameOrFile)) {
        return new Wanted(nameOrFile, Setting.UNKNOWN);
      }
      try {
        String words = nameOrFile.substring(at + 1);
        return new Wanted(nameOrFile.substring(0, at), Setting.parse(words));
      } catch (IllegalArgumentException e) {
        throw PackFaults.ofFile(Faults.quote(nameOrFile), String.valueOf(e.getMessage()));
      }
    }
  }

  private static PackBytes builtInBytes(String name) {
    if (!BUILT_IN.contains(name)) {
      throw PackFaults.ofFile(Faults.quote(name), "must be a built-in pack" + known(name));
    }
    try (InputStream in = resource(FOLDER + name + ".yaml")) {
      return PackBytes.read(name + ".yaml", in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String known(String name) {
    return Suggestion.of(name, BUILT_IN);
  }

  private static PackBytes bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return PackBytes.read(file.toString(), in);
    } catch (IOException e) {
      String why =
          e instanceof NoSuchFileException
              ? "there is no such file"
              : String.valueOf(e.getMessage());
      PackFaults faults = PackFaults.ofFile(file.toString(), "cannot be read: " + why);
      faults.initCause(e);
      throw faults;
    }
  }

  private static InputStream resource(String name) {
    InputStream in = Packs.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the program was built without " + name);
    }
    return in;
  }
}
