package org.meshparity.web.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.web.schedule.Run;
import org.meshparity.web.schedule.Schedule;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The latest report of a comparison. */
@RestController
final class ReportController {

  private final Schedule schedule;

  ReportController(Schedule schedule) {
    this.schedule = schedule;
  }

  @GetMapping("/api/v1/report")
  void latest(
      @RequestParam(required = false) @Nullable String comparison,
      @RequestParam(defaultValue = "json") String format,
      @RequestParam(defaultValue = "") List<String> verdict,
      HttpServletResponse response)
      throws IOException {
    String name = Asked.comparison(schedule, comparison).name();
    Set<Verdict> verdicts = verdicts(verdict);
    refuseUnknown(format);
    Report report =
        schedule
            .history()
            .latest(name)
            .flatMap((Run run) -> run.progress().report())
            .orElseThrow(() -> notYet(name));
    Report shown = ReportBody.only(report, verdicts);
    if (format.equals("text")) {
      ReportBody.text(shown, response);
    } else {
      ReportBody.json(shown, response);
    }
  }

  private static void refuseUnknown(String format) {
    if (!format.equals("json") && !format.equals("text")) {
      throw Asked.refused(
          HttpStatus.BAD_REQUEST, "format must be json or text, was \"" + format + "\"");
    }
  }

  private static Set<Verdict> verdicts(List<String> words) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (String word : words) {
      try {
        verdicts.add(Verdict.valueOf(word.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException unknown) {
        throw Asked.refused(
            HttpStatus.BAD_REQUEST,
            "verdict must be one of " + EnumSet.allOf(Verdict.class) + ", was \"" + word + "\"");
      }
    }
    return verdicts;
  }

  private ErrorResponseException notYet(String name) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.NOT_FOUND, "The first run of " + name + " has not finished");
    var answer = new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    long seconds = schedule.untilNewer(name).toSeconds();
    answer.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    return answer;
  }
}
