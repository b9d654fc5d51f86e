package org.meshparity.web.api;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** Times as requests write them: as on the command line. */
final class Moments {

  private static final Pattern UNIX = Pattern.compile("\\d{1,11}(\\.\\d{1,9})?");

  private Moments() {}

  /** RFC 3339, or Unix seconds. */
  static Instant parse(String what, String text) {
    try {
      if (UNIX.matcher(text).matches()) {
        return Instant.ofEpochMilli(new BigDecimal(text).movePointRight(3).longValue());
      }
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 1970 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException wrong) {
      // said below
    }
    throw Asked.refused(
        HttpStatus.BAD_REQUEST, what + " must be RFC 3339 or Unix seconds, was \"" + text + "\"");
  }
}
