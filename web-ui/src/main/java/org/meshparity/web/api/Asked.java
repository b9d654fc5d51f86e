package org.meshparity.web.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Which comparison a request means: it may leave the name out where only one is configured. */
final class Asked {

  private Asked() {}

  static ScheduledComparison comparison(Schedule schedule, @Nullable String name) {
    if (name == null || name.isEmpty()) {
      if (schedule.comparisons().size() == 1) {
        return schedule.comparisons().get(0);
      }
      throw refused(HttpStatus.BAD_REQUEST, "comparison must be " + names(schedule));
    }
    Optional<ScheduledComparison> found = schedule.find(name);
    return found.orElseThrow(
        () -> refused(HttpStatus.NOT_FOUND, "No comparison \"" + name + "\"; " + names(schedule)));
  }

  static ResponseStatusException refused(HttpStatus status, String detail) {
    return new ResponseStatusException(status, detail);
  }

  private static String names(Schedule schedule) {
    return "one of "
        + String.join(
            ", ", schedule.comparisons().stream().map(ScheduledComparison::name).toList());
  }
}
