package org.meshparity.proxyruntime.mixer.config;

import java.util.regex.Pattern;

/** Names as Mixer's adapter makes them fit for Prometheus. */
final class SafeName {

  private static final Pattern SERIES = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private SafeName() {}

  /** One slash in front goes, others, dots and spaces become underscores, dashes go. */
  static String of(String name) {
    String rest = name.startsWith("/") ? name.substring(1) : name;
    return rest.replaceAll("[/. ]", "_").replace("-", "");
  }

  static boolean isSeries(String name) {
    return SERIES.matcher(name).matches();
  }

  /** Two underscores in front are Prometheus' own. */
  static boolean isLabel(String name) {
    return LABEL.matcher(name).matches() && !name.startsWith("__");
  }
}
