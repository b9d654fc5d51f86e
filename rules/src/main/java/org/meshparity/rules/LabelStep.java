package org.meshparity.rules;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Map;

/** One change to a label value on its way to the identity. */
public sealed interface LabelStep {

  /** The value after this step. */
  String apply(String value);

  /** Removes a prefix where there is one, e.g. {@code spiffe://}. */
  record StripPrefix(String prefix) implements LabelStep {
    @Override
    public String apply(String value) {
      return value.startsWith(prefix) ? value.substring(prefix.length()) : value;
    }
  }

  /** Folds the case, e.g. {@code MUTUAL_TLS} to {@code mutual_tls}. */
  record LowerCase() implements LabelStep {
    @Override
    public String apply(String value) {
      return value.toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Replaces whole values, e.g. {@code 0} by {@code 500}; others stay. The empty key stands for an
   * absent label.
   */
  record MapValues(Map<String, String> values) implements LabelStep {
    public MapValues {
      values = Map.copyOf(values);
    }

    @Override
    public String apply(String value) {
      return values.getOrDefault(value, value);
    }
  }

  /**
   * Replaces a value that the whole RE2 expression matches, {@code $1} being its first group;
   * others stay.
   */
  record Rewrite(Pattern whole, String replacement) implements LabelStep {
    /**
     * @throws IllegalArgumentException if the replacement names a group that there is not
     */
    public Rewrite {
      Replacement.check(whole, replacement);
    }

    @Override
    public String apply(String value) {
      var matcher = whole.matcher(value);
      return matcher.matches() ? matcher.replaceFirst(replacement) : value;
    }
  }
}
