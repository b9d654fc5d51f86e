package org.meshparity.web.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as people read them, in UTC: two readers of one page must mean the same moment. */
public final class Times {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** Day and time. */
  public static String moment(Instant instant) {
    return DAY.format(instant);
  }

  /** Day and time of an RFC 3339 text; the text itself if it is not one. */
  public static String moment(String rfc3339) {
    try {
      return moment(Instant.parse(rfc3339));
    } catch (DateTimeException notOne) {
      return rfc3339;
    }
  }

  /** Time only. */
  public static String clock(Instant instant) {
    return CLOCK.format(instant);
  }

  /** A window: the day once if both ends share it. */
  public static String between(Instant start, Instant end) {
    boolean sameDay = start.truncatedTo(ChronoUnit.DAYS).equals(end.truncatedTo(ChronoUnit.DAYS));
    String from = moment(start).replace(" UTC", "");
    return from + " – " + (sameDay ? clock(end) : moment(end));
  }

  /** A window between two RFC 3339 texts; the texts themselves if they are not. */
  public static String between(String start, String end) {
    try {
      return between(Instant.parse(start), Instant.parse(end));
    } catch (DateTimeException notThose) {
      return start + " – " + end;
    }
  }

  /** A length with its two largest units, e.g. {@code 1 h 30 min}. */
  public static String length(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + " ms";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "min");
    append(text, duration.toSecondsPart(), "s");
    return text.toString();
  }

  private static void append(StringBuilder text, long number, String unit) {
    if (number > 0) {
      text.append(text.isEmpty() ? "" : " ").append(number).append(' ').append(unit);
    }
  }
}
