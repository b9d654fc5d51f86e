package org.meshparity.web.api;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.web.schedule.Schedule;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
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

  private static final List<String> KNOWN = List.of("comparison", "since", "enforce");

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
      @RequestParam(required = false) @Nullable String enforce,
      @RequestParam MultiValueMap<String, String> all) {
    refuseUnknown(all.keySet());
    boolean status = enforce != null && enforced(enforce);
    GateAnswer answer = answer(comparison, since);
    return status ? enforced(answer) : ResponseEntity.ok(answer);
  }

  @PostMapping("/api/v1/gate")
  ResponseEntity<GateAnswer> ask(
      @RequestParam(required = false) @Nullable String comparison,
      @RequestParam(required = false) @Nullable String since,
      @RequestParam MultiValueMap<String, String> all) {
    refuseUnknown(all.keySet());
    return enforced(answer(comparison, since));
  }

  /** A word that is not understood, and so ignored, could open the gate. */
  private static void refuseUnknown(Set<String> names) {
    for (String name : names) {
      if (!KNOWN.contains(name)) {
        throw Asked.refused(
            HttpStatus.BAD_REQUEST,
            "the gate knows " + String.join(", ", KNOWN) + ", and not \"" + name + "\"");
      }
    }
  }

  private static boolean enforced(String word) {
    if (!word.equals("true") && !word.equals("false")) {
      throw Asked.refused(
          HttpStatus.BAD_REQUEST, "enforce must be true or false, was \"" + word + "\"");
    }
    return word.equals("true");
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
