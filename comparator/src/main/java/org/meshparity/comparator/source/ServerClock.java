package org.meshparity.comparator.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the {@code Date} of every answer how far the server's clock is from this machine's.
 * No request is made for it. A date is cut to the second, so one answer tells it to a second and
 * the time the answer took; what several agree on is narrower. For several threads.
 */
final class ServerClock {

  private @Nullable ClockOffset known;

  /**
   * Notes one answer.
   *
   * @param sentMs when the request was about to be sent, by this machine's clock
   */
  void note(long sentMs, Response answer) {
    long receivedMs = System.currentTimeMillis();
    Instant date = date(answer.headers());
    if (date != null) {
      note(sentMs, receivedMs, date.toEpochMilli());
    }
  }

  /**
   * The library knows all forms that there ever were, for which it needs calendars and languages:
   * of a check that has just begun it takes more time than the answer.
   */
  private static @Nullable Instant date(Headers headers) {
    String text = headers.get("Date");
    try {
      return text == null ? null : DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException anotherForm) {
      return headers.getInstant("Date");
    }
  }

  synchronized void note(long sentMs, long receivedMs, long dateMs) {
    if (receivedMs < sentMs) {
      return; // this machine's own clock was set back meanwhile
    }
    ClockOffset seen = new ClockOffset(dateMs - receivedMs, dateMs + 1000 - sentMs);
    known = known == null ? seen : narrowed(known, seen);
  }

  /** What both say; the newer alone if they contradict, as then some clock was set. */
  private static ClockOffset narrowed(ClockOffset before, ClockOffset seen) {
    long least = Math.max(before.leastMs(), seen.leastMs());
    long most = Math.min(before.mostMs(), seen.mostMs());
    return least <= most ? new ClockOffset(least, most) : seen;
  }

  /** Empty before the first answer with a date. */
  synchronized Optional<ClockOffset> offset() {
    return Optional.ofNullable(known);
  }
}
