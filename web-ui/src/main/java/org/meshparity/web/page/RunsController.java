package org.meshparity.web.page;

import org.jspecify.annotations.Nullable;
import org.meshparity.web.schedule.Run;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The runs so far, and the report of one of them. */
@Controller
final class RunsController {

  private final Schedule schedule;

  RunsController(Schedule schedule) {
    this.schedule = schedule;
  }

  @GetMapping("/runs")
  String list(Model model) {
    model.addAttribute("page", RunsPage.of(schedule));
    return "runs";
  }

  @GetMapping("/runs/{id}")
  String one(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String verdict,
      @RequestParam(required = false) @Nullable String metric,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "0") int limit,
      Model model) {
    Run run = schedule.history().find(id).orElseThrow(() -> missing("No run " + id));
    if (run.progress().report().isEmpty()) {
      throw missing(
          "Run " + id + " has no report: it has not finished, failed, or newer ones took its room");
    }
    ScheduledComparison comparison =
        schedule.find(run.comparison()).orElseThrow(() -> missing("No run " + id));
    model.addAttribute(
        "page", OverviewPage.past(comparison, run, CheckFilter.of(verdict, metric, q, limit)));
    return "overview";
  }

  private static ResponseStatusException missing(String reason) {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, reason);
  }
}
