package org.meshparity.web.api;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** Times and durations as requests write them: as on the command line. */
final class Moments {

  private static final Pattern UNIX = Pattern.compile("\\d{1,11}(\\.\\d{1,9})?");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Moments() {}

  /** RFC 3339, or Unix seconds. */
  static Instant parse(String what, String text) {
    try {
      if (UNIX.matcher(text).matches()) {
        return Instant.ofEpochMilli(new BigDecimal(text).movePointRight(3).longValue());
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Asked.refused(
          HttpStatus.BAD_REQUEST, what + " must be RFC 3339 or Unix seconds, was \"" + text + "\"");
    }
  }

  /** A number and a unit: ms, s, m, h, d. */
  static Duration duration(String what, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw Asked.refused(
          HttpStatus.BAD_REQUEST,
          what + " must be a number and ms, s, m, h or d, e.g. 30m, was \"" + text + "\"");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
