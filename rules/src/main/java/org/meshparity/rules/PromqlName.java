package org.meshparity.rules;

import com.google.re2j.Pattern;

/**
 * Names of metrics and labels as PromQL writes them: bare where they have the classic form, quoted
 * where they have any other, as Prometheus 3 allows.
 */
public final class PromqlName {

  /** No blanks, quotes, brackets or operators: such a name is a slip, though UTF-8 allows it. */
  static final String ALLOWED = "[^\\x00-\\x20\\x7F\"'`{}()\\[\\],=~!\\\\<>#]+";

  private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private PromqlName() {}

  /** Selects the series of a name. */
  public static String selector(String metric, LabelMatchers matchers) {
    if (METRIC.matches(metric)) {
      return metric + "{" + matchers + "}";
    }
    String others = matchers.matchers().isEmpty() ? "" : "," + matchers;
    return "{" + PromqlString.quote(metric) + others + "}";
  }

  /** A label's name, as it stands in a matcher or behind {@code by}. */
  public static String label(String name) {
    return LABEL.matches(name) ? name : PromqlString.quote(name);
  }
}
