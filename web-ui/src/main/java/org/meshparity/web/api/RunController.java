package org.meshparity.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.rules.Durations;
import org.meshparity.web.schedule.Run;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs: asking for one, and looking at those so far. */
@RestController
final class RunController {

  /** Longer than any Prometheus keeps its samples; beyond it is a slip. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Schedule schedule;

  RunController(Schedule schedule) {
    this.schedule = schedule;
  }

  @PostMapping(path = "/api/v1/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<RunView> ask(@RequestBody Wish wish) {
    ScheduledComparison comparison = Asked.comparison(schedule, wish.comparison());
    Optional<Duration> window = Optional.ofNullable(wish.window()).map(RunController::window);
    Optional<Instant> at = Optional.ofNullable(wish.at()).map(this::at);
    Run run =
        schedule
            .request(comparison.name(), window, at)
            .orElseThrow(
                () ->
                    Asked.refused(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "A run of " + comparison.name() + " already waits; ask again later"));
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/runs/" + run.id()))
        .body(RunView.of(run));
  }

  @GetMapping("/api/v1/runs")
  List<RunView> list(@RequestParam(required = false) @Nullable String comparison) {
    return schedule.history().runs(Asked.comparison(schedule, comparison).name()).stream()
        .map(RunView::of)
        .toList();
  }

  @GetMapping("/api/v1/runs/{id}")
  RunView one(@PathVariable String id) {
    return RunView.of(find(id));
  }

  @GetMapping("/api/v1/runs/{id}/report")
  void report(@PathVariable String id, HttpServletResponse response) throws IOException {
    Report report =
        find(id)
            .progress()
            .report()
            .orElseThrow(
                () ->
                    Asked.refused(
                        HttpStatus.NOT_FOUND,
                        "Run "
                            + id
                            + " has no report: it has not finished, or newer ones took its room"));
    ReportBody.json(report, response);
  }

  private Run find(String id) {
    return schedule
        .history()
        .find(id)
        .orElseThrow(() -> Asked.refused(HttpStatus.NOT_FOUND, "No run \"" + id + "\""));
  }

  private static Duration window(String text) {
    try {
      Duration window = Durations.positive("window", text);
      if (window.compareTo(LONGEST) <= 0) {
        return window;
      }
    } catch (IllegalArgumentException notOne) {
      throw Asked.refused(HttpStatus.BAD_REQUEST, String.valueOf(notOne.getMessage()));
    }
    throw Asked.refused(HttpStatus.BAD_REQUEST, "window must be at most 366d, was " + text);
  }

  private Instant at(String text) {
    Instant at = Moments.parse("at", text);
    if (at.isAfter(schedule.clock().instant())) {
      throw Asked.refused(HttpStatus.BAD_REQUEST, "at must not be in the future, was " + text);
    }
    return at;
  }

  /**
   * What a request may choose: never where the server fetches from.
   *
   * @param comparison one of the configured names
   * @param window e.g. {@code 30m}
   * @param at end of the window, RFC 3339 or Unix seconds
   */
  record Wish(
      @JsonProperty("comparison") @Nullable String comparison,
      @JsonProperty("window") @Nullable String window,
      @JsonProperty("at") @Nullable String at) {}
}
