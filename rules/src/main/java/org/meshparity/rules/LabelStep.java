package org.meshparity.rules;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

  /**
   * Removes a port, e.g. {@code :9080}. Only behind a host or a bracketed address: the last group
   * of a bare IPv6 address is no port.
   */
  record StripPort() implements LabelStep {
    private static final Pattern PORT = Pattern.compile("([^:]+|\\[[^\\]]*\\]):[0-9]+");

    @Override
    public String apply(String value) {
      var matcher = PORT.matcher(value);
      return matcher.matches() ? matcher.group(1) : value;
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
   * Replaces whole values, e.g. {@code 0} by {@code 500}. The empty key stands for an absent label.
   *
   * @param otherwise what every other value becomes that is there; empty if others stay
   */
  record MapValues(Map<String, String> values, Optional<String> otherwise) implements LabelStep {
    public MapValues {
      values = Map.copyOf(values);
    }

    /** Others stay. */
    public MapValues(Map<String, String> values) {
      this(values, Optional.empty());
    }

    @Override
    public String apply(String value) {
      String mapped = values.get(value);
      if (mapped != null) {
        return mapped;
      }
      return value.isEmpty() ? value : otherwise.orElse(value);
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
