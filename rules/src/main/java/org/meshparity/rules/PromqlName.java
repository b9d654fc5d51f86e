package org.meshparity.rules;

/**
 * Names of metrics and labels as PromQL writes them: bare where they have the classic form, quoted
 * where they have any other, as Prometheus 3 allows.
 */
public final class PromqlName {

  /** No blanks, quotes, brackets or operators: such a name is a slip, though UTF-8 allows it. */
  static final String ALLOWED = "[^\\x00-\\x20\\x7F\"'`{}()\\[\\],=~!\\\\<>#]+";

  private PromqlName() {}

  /** Selects the series of a name. */
  public static String selector(String metric, LabelMatchers matchers) {
    if (isClassic(metric, true)) {
      return metric + "{" + matchers + "}";
    }
    String others = matchers.matchers().isEmpty() ? "" : "," + matchers;
    return "{" + PromqlString.quote(metric) + others + "}";
  }

  /** A label's name, as it stands in a matcher or behind {@code by}. */
  public static String label(String name) {
    return isClassic(name, false) ? name : PromqlString.quote(name);
  }

  /** Letters, digits and underscores, and in a metric's name colons; no digit at its beginning. */
  private static boolean isClassic(String name, boolean ofMetric) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !(digit && i > 0) && !(c == ':' && ofMetric)) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
