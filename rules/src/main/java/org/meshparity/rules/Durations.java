package org.meshparity.rules;

import com.google.re2j.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as Prometheus writes them: {@code 15s}, {@code 1h30m}, {@code 250ms}. */
public final class Durations {

  private static final Pattern FORM =
      Re2.whole(
          "(?:([0-9]{1,4})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?"
              + "(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?");

  private Durations() {}

  /**
   * Reads a duration of 0 or more.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Duration parse(String text) {
    var parts = FORM.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw new IllegalArgumentException("must be a duration like 15s, 1h30m or 250ms");
    }
    return Duration.ofDays(number(parts.group(1)))
        .plusHours(number(parts.group(2)))
        .plusMinutes(number(parts.group(3)))
        .plusSeconds(number(parts.group(4)))
        .plusMillis(number(parts.group(5)));
  }

  /**
   * Reads a duration longer than 0.
   *
   * @param what it is, for the message
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Duration positive(String what, String text) {
    Duration duration = Duration.ZERO;
    try {
      duration = parse(text);
    } catch (IllegalArgumentException wrong) {
      // said below, with what it is
    }
    if (duration.isZero()) {
      throw new IllegalArgumentException(
          what + " must be a duration longer than 0 like 15s, 5m or 1h30m, was \"" + text + '"');
    }
    return duration;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
