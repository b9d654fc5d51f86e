package org.meshparity.web.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as Prometheus writes them: {@code 15s}, {@code 1h30m}, {@code 250ms}. */
public final class DurationText {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,4})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private DurationText() {}

  /**
   * Reads a duration longer than 0.
   *
   * @param what it is, for the message
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Duration parse(String what, String text) {
    Matcher parts = FORM.matcher(text);
    if (!text.isEmpty() && parts.matches()) {
      Duration read =
          Duration.ofDays(number(parts.group(1)))
              .plusHours(number(parts.group(2)))
              .plusMinutes(number(parts.group(3)))
              .plusSeconds(number(parts.group(4)))
              .plusMillis(number(parts.group(5)));
      if (!read.isZero()) {
        return read;
      }
    }
    throw new IllegalArgumentException(
        what + " must be a duration longer than 0 like 15s, 5m or 1h30m, was \"" + text + "\"");
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
