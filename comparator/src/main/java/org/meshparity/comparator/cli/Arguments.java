package org.meshparity.comparator.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.meshparity.comparator.gate.GatePolicy.FailOn;

/**
 * Reads the values of options; what is wrong is said with the option's name and what is allowed.
 */
final class Arguments {

  private Arguments() {}

  /** Names the option, where the value's own refusal does not know it. */
  static <T> T told(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(option + ": " + wrong.getMessage(), wrong);
    }
  }

  /** RFC 3339 or Unix seconds. */
  static Instant time(String option, String text) {
    try {
      if (text.matches("[0-9]{1,11}(\\.[0-9]{1,9})?")) {
        return Instant.ofEpochMilli(new BigDecimal(text).movePointRight(3).longValue());
      }
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 1970 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException wrong) {
      // said below
    }
    throw new IllegalArgumentException(
        option + " must be a time like 2026-11-22T10:00:00Z or Unix seconds, was \"" + text + '"');
  }

  /** Kinds of findings that fail a run, several. */
  static Set<FailOn> failOn(List<String> words) {
    Set<FailOn> kinds = EnumSet.noneOf(FailOn.class);
    for (String word : words) {
      try {
        kinds.add(FailOn.valueOf(word.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException unknown) {
        throw new IllegalArgumentException(
            "--fail-on must be different, missing or undecided, was \"" + word + "\"", unknown);
      }
    }
    return kinds;
  }
}
