package org.meshparity.comparator.source.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meshparity.comparator.source.access.FileReason;
import org.meshparity.comparator.source.access.Secret;

/**
 * Values that may hold a password: from a file of their own, or with <code>${NAME}</code> from the
 * environment. A password in the settings themselves is refused, since settings get committed.
 */
final class Secrets {

  private static final Pattern PASSWORD = Pattern.compile("^\\s*[A-Za-z]+://[^/@:]*:([^/@]+)@.*");

  /** Some put a key in the user's place, and no password. */
  private static final String MAY_BE_EMPTY = "password";

  private final Map<String, String> environment;
  private final Path folder;

  Secrets(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** A file named relative to the settings' own folder. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** The value of a URL, or of the file its {@code …-file} names. */
  String url(Mapping mapping, String key) {
    String fileKey = key + "-file";
    if (mapping.has(fileKey)) {
      refuseBoth(mapping, key, fileKey);
      return read(mapping, fileKey);
    }
    String text = mapping.required(key);
    Matcher password = PASSWORD.matcher(text);
    if (password.matches() && !EnvironmentText.isReference(password.group(1))) {
      throw mapping.fault(
          key, "holds a password; write ${NAME} in its place, or put it all in " + fileKey);
    }
    Optional<String> parameter = PlainSecrets.parameter(text);
    if (parameter.isPresent()) {
      throw mapping.fault(
          key,
          "holds a secret, its "
              + parameter.get()
              + "; write ${NAME} in its place, or put it all in "
              + fileKey);
    }
    return filled(mapping, key, text);
  }

  /** A secret: {@code key: ${NAME}} or {@code key-file: PATH}, never the value itself. */
  Optional<Secret> secret(Mapping mapping, String key) {
    String fileKey = key + "-file";
    if (mapping.has(fileKey)) {
      refuseBoth(mapping, key, fileKey);
      return mapping.text(fileKey).map(name -> Secret.file(file(name)));
    }
    return mapping.text(key).map(text -> reference(mapping, key, text));
  }

  /** A secret that must be there. */
  Secret required(Mapping mapping, String key) {
    return secret(mapping, key)
        .orElseThrow(
            () ->
                mapping.fault(key, "\"" + key + "-file\" is missing, or \"" + key + ": ${NAME}\""));
  }

  /** A value that need not be a secret, such as a user's name. */
  Optional<Secret> open(Mapping mapping, String key) {
    String fileKey = key + "-file";
    if (mapping.has(fileKey)) {
      return secret(mapping, key);
    }
    return mapping.text(key).map(text -> Secret.of(filled(mapping, key, text)));
  }

  /** A header's value; one whose name tells of a credential must not stand in the settings. */
  Secret header(Mapping headers, String name) {
    if (headers.isSection(name)) {
      return Secret.file(file(headers.section(name, Set.of("file")).required("file")));
    }
    String text = headers.required(name);
    if (EnvironmentText.refers(text)) {
      return Secret.of(full(headers, name, text));
    }
    if (Secret.tells(name)) {
      throw headers.fault(
          name, name + " holds a secret; write ${NAME} in its place, or {file: PATH}");
    }
    return Secret.open(text);
  }

  /** A parameter's value; one whose name tells of a credential must not stand in the settings. */
  String parameter(Mapping parameters, String name, String text) {
    if (Secret.tells(name) && !EnvironmentText.refers(text)) {
      throw parameters.fault(name, name + " holds a secret; write ${NAME} in its place");
    }
    return filled(parameters, name, text);
  }

  /** The text with what the environment has in place of its references. */
  String filled(Mapping mapping, String key, String text) {
    return mapping.at(key, () -> EnvironmentText.filled(key, text, environment));
  }

  private Secret reference(Mapping mapping, String key, String text) {
    if (!EnvironmentText.isReference(text)) {
      throw mapping.fault(
          key, key + " must be ${NAME} of an environment variable, or give " + key + "-file: PATH");
    }
    return Secret.of(
        key.equals(MAY_BE_EMPTY) ? filled(mapping, key, text) : full(mapping, key, text));
  }

  /** A variable that is there and empty is a mistake, which a server would call a wrong secret. */
  private String full(Mapping mapping, String key, String text) {
    String value = filled(mapping, key, text).strip();
    if (value.isEmpty()) {
      throw mapping.fault(key, key + ": " + text + " is empty in the environment");
    }
    return value;
  }

  private static void refuseBoth(Mapping mapping, String key, String fileKey) {
    if (mapping.has(key)) {
      throw mapping.fault(fileKey, "give " + key + " or " + fileKey + ", not both");
    }
  }

  private String read(Mapping mapping, String key) {
    Path file = file(mapping.required(key));
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw mapping.fault(key, file + " cannot be read: " + FileReason.of(file, e));
    }
  }
}
