package org.meshparity.comparator.source.access;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How patiently a server that says it is busy (429, 503) is asked again: twice as long a pause each
 * time, of which a random part is left out, so that many who were refused at once do not come back
 * at once.
 *
 * @param most how often to ask again, 0 or more
 * @param first the longest first pause
 * @param longest the longest pause
 */
public record Retries(int most, Duration first, Duration longest) {

  /** Five times within about half a minute. */
  public static final Retries DEFAULT =
      new Retries(5, Duration.ofSeconds(1), Duration.ofSeconds(15));

  /** Once is enough. */
  public static final Retries NONE = new Retries(0, Duration.ofSeconds(1), Duration.ofSeconds(1));

  /** Longer than anybody waits, and short enough to be counted in nanoseconds. */
  private static final Duration MOST_TOLD = Duration.ofDays(10_000);

  public Retries {
    if (most < 0 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "retries must be 0 or more, with pauses that grow, were " + most);
    }
  }

  /** Whether a status says that the same question may be answered later. */
  public static boolean isBusy(int status) {
    return status == 429 || status == 503;
  }

  /**
   * How long to wait before asking again.
   *
   * @param asked how often it was asked already, 1 or more
   * @param retryAfter what the server said about it: seconds, a date, or nothing that is understood
   */
  public Duration pause(int asked, @Nullable String retryAfter, Instant now) {
    long most = first.toMillis() << Math.min(asked - 1, 20);
    long millis = Math.min(longest.toMillis(), most);
    Duration own =
        Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    // not earlier than told, and not all at the same moment
    Duration told = told(retryAfter, now);
    return told.isZero() ? own : told.plus(own.dividedBy(4));
  }

  /** How long a server says to wait; zero if it says nothing that is understood. */
  public static Duration told(@Nullable String text, Instant now) {
    if (text == null) {
      return Duration.ZERO;
    }
    String value = text.strip();
    if (value.matches("[0-9]+")) {
      return value.length() < 10 ? Duration.ofSeconds(Long.parseLong(value)) : MOST_TOLD;
    }
    try {
      Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration until = at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
      return until.compareTo(MOST_TOLD) < 0 ? until : MOST_TOLD;
    } catch (DateTimeException notUnderstood) {
      return Duration.ZERO;
    }
  }
}
