package org.meshparity.comparator.source.access;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an answer says of when to come back as the seconds that it means. A date is by the
 * server's own clock, which the same answer shows, not by this machine's. And the HTTP library must
 * not see anything else: it fails over a number that is no {@code int}, and asks again at once, by
 * itself and uncounted, where a server says 0.
 */
final class RetryAfter {

  private static final String NAME = "Retry-After";

  private RetryAfter() {}

  /** The same answer, with seconds above zero or without that header. */
  static Response inSeconds(Response response) {
    String said = response.header(NAME);
    if (said == null) {
      return response;
    }
    Duration wait = Retries.told(said, clock(response));
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    Response.Builder same = response.newBuilder();
    return (seconds > 0 ? same.header(NAME, Long.toString(seconds)) : same.removeHeader(NAME))
        .build();
  }

  private static Instant clock(Response response) {
    @Nullable Instant its = response.headers().getInstant("Date");
    return its == null ? Instant.now() : its;
  }
}
