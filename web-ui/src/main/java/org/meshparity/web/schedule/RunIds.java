package org.meshparity.web.schedule;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;

/** Names for runs: the moment they were asked for and a number, readable and in order. */
final class RunIds {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final AtomicLong last = new AtomicLong();

  String next(Instant asked) {
    return MOMENT.format(asked) + "-" + last.incrementAndGet();
  }
}
