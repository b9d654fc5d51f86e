package org.meshparity.proxyruntime;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them, with one unit. */
public final class Durations {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  /** Two of them still fit the nanoseconds of a long. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Durations() {}

  /**
   * {@code 500ms}, {@code 13s}, {@code 2m} or {@code 1h}; anything else is refused in the option's
   * name.
   */
  public static Duration parse(String option, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          option + " must be a number and ms, s, m or h, such as 13s, was \"" + text + "\"");
    }
    Duration duration = of(Long.parseLong(form.group(1)), form.group(2));
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          option + " must be at most " + LONGEST.toHours() + "h, was \"" + text + "\"");
    }
    return duration;
  }

  private static Duration of(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /** The same, longer than 0. */
  public static Duration positive(String option, String text) {
    Duration duration = parse(option, text);
    if (duration.isZero()) {
      throw new IllegalArgumentException(option + " must be longer than 0, was \"" + text + "\"");
    }
    return duration;
  }
}
