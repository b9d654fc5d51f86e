package org.meshparity.web.api;

import org.jspecify.annotations.Nullable;
import org.meshparity.web.schedule.Schedule;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The gate of a rollout. Argo reads the body and only of status 200; Flagger reads the status and
 * posts. So a plain GET is always 200, and POST and {@code enforce} answer with the status.
 */
@RestController
final class GateController {

  private final Schedule schedule;
  private final Gate gate;

  GateController(Schedule schedule) {
    this.schedule = schedule;
    this.gate = new Gate(schedule);
  }

  @GetMapping("/api/v1/gate")
  ResponseEntity<GateAnswer> look(
      @RequestParam(required = false) @Nullable String comparison,
      @RequestParam(required = false) @Nullable String since,
      @RequestParam(defaultValue = "false") boolean enforce) {
    GateAnswer answer = answer(comparison, since);
    return enforce ? enforced(answer) : ResponseEntity.ok(answer);
  }

  @PostMapping("/api/v1/gate")
  ResponseEntity<GateAnswer> ask(
      @RequestParam(required = false) @Nullable String comparison,
      @RequestParam(required = false) @Nullable String since) {
    return enforced(answer(comparison, since));
  }

  private GateAnswer answer(@Nullable String comparison, @Nullable String since) {
    return gate.answer(
        Asked.comparison(schedule, comparison),
        since == null ? null : Moments.parse("since", since));
  }

  private static ResponseEntity<GateAnswer> enforced(GateAnswer answer) {
    ResponseEntity.BodyBuilder builder = ResponseEntity.status(answer.phase().status());
    if (answer.phase() == GateAnswer.Phase.Inconclusive && answer.retryAfterSeconds() != null) {
      builder.header(HttpHeaders.RETRY_AFTER, answer.retryAfterSeconds().toString());
    }
    return builder.body(answer);
  }
}
