package org.meshparity.comparator.source.settings;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in which <code>${NAME}</code> stands for what the environment says. */
public final class EnvironmentText {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private EnvironmentText() {}

  /** Whether a text refers to the environment at all. */
  public static boolean refers(String text) {
    return REFERENCE.matcher(text).find();
  }

  /** Whether a text is one reference and nothing else. */
  static boolean isReference(String text) {
    return REFERENCE.matcher(text).matches();
  }

  /**
   * The text with each reference replaced.
   *
   * @param what is being read, for the message
   * @throws IllegalArgumentException if a variable is not set
   */
  public static String filled(String what, String text, Map<String, String> environment) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> {
              String value = environment.get(found.group(1));
              if (value == null) {
                throw new IllegalArgumentException(
                    what + ": environment variable " + found.group(1) + " is not set");
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
