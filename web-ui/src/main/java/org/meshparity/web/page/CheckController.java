package org.meshparity.web.page;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.web.schedule.Run;
import org.meshparity.web.schedule.Schedule;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One check, told as a story. */
@Controller
final class CheckController {

  private final Schedule schedule;

  CheckController(Schedule schedule) {
    this.schedule = schedule;
  }

  @GetMapping("/checks/{id}")
  String show(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String comparison,
      @RequestParam(required = false) @Nullable String run,
      Model model) {
    Place place = place(id, comparison, run);
    Report report = report(place);
    Check check =
        report
            .listed()
            .find(id)
            .orElseThrow(
                () ->
                    missing(
                        "The latest run of "
                            + place.comparison()
                            + " has no check "
                            + id
                            + ": its group may have had no traffic in that window"));
    model.addAttribute("page", CheckPage.of(report, check, place));
    return "check";
  }

  /** Without a name the first comparison that has the check is meant. */
  private Place place(String id, @Nullable String comparison, @Nullable String run) {
    if (run != null) {
      Run found = schedule.history().find(run).orElseThrow(() -> missing("No run " + run));
      return new Place(found.comparison(), run);
    }
    if (comparison != null) {
      return new Place(comparison, null);
    }
    return schedule.comparisons().stream()
        .map(candidate -> new Place(candidate.name(), null))
        .filter(candidate -> has(candidate, id))
        .findFirst()
        .orElseThrow(() -> missing("No latest run has a check " + id));
  }

  private boolean has(Place place, String id) {
    return schedule
        .history()
        .latest(place.comparison())
        .flatMap((Run run) -> run.progress().report())
        .filter(report -> report.listed().find(id).isPresent())
        .isPresent();
  }

  private Report report(Place place) {
    var run =
        place.run() == null
            ? schedule.history().latest(place.comparison())
            : schedule.history().find(place.run());
    return run.flatMap((Run found) -> found.progress().report())
        .orElseThrow(() -> missing("There is no report of " + place.comparison() + " to look in"));
  }

  private static ResponseStatusException missing(String reason) {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, reason);
  }
}
