package org.meshparity.web.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that may hold a password: from a file of their own, or with <code>${NAME}</code> from the
 * environment. A password in the settings themselves is refused, since settings get committed.
 */
final class Secrets {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Pattern PASSWORD = Pattern.compile("^[a-z]+://[^/@:]*:([^/@]+)@.*");

  private final Map<String, String> environment;
  private final Path folder;

  Secrets(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  /** The value of a key, or of the file its {@code …-file} names. */
  String value(Mapping mapping, String key) {
    String fileKey = key + "-file";
    if (mapping.text(fileKey).isPresent()) {
      if (mapping.text(key).isPresent()) {
        throw mapping.fault(fileKey, "give " + key + " or " + fileKey + ", not both");
      }
      return read(mapping, fileKey);
    }
    String text = mapping.required(key);
    Matcher password = PASSWORD.matcher(text);
    if (password.matches() && !REFERENCE.matcher(password.group(1)).matches()) {
      throw mapping.fault(
          key, "holds a password; write ${NAME} in its place, or put it all in " + fileKey);
    }
    return REFERENCE.matcher(text).replaceAll(found -> quoted(mapping, key, found));
  }

  private String read(Mapping mapping, String key) {
    Path file = folder.resolve(mapping.required(key));
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw mapping.fault(key, file + " cannot be read: " + e);
    }
  }

  private String quoted(Mapping mapping, String key, MatchResult found) {
    String value = environment.get(found.group(1));
    if (value == null) {
      throw mapping.fault(key, "environment variable " + found.group(1) + " is not set");
    }
    return Matcher.quoteReplacement(value);
  }
}
