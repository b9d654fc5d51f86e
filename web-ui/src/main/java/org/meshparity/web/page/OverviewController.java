package org.meshparity.web.page;

import org.jspecify.annotations.Nullable;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The page somebody opens first. */
@Controller
final class OverviewController {

  private final Schedule schedule;
  private final CostSource cost;

  OverviewController(Schedule schedule, CostSource cost) {
    this.schedule = schedule;
    this.cost = cost;
  }

  @GetMapping("/")
  String show(
      @RequestParam(required = false) @Nullable String comparison,
      @RequestParam(required = false) @Nullable String verdict,
      @RequestParam(required = false) @Nullable String metric,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "0") int limit,
      Model model) {
    ScheduledComparison chosen =
        comparison == null ? schedule.comparisons().get(0) : find(comparison);
    CheckFilter filter = CheckFilter.of(verdict, metric, q, limit);
    model.addAttribute("page", OverviewPage.latest(schedule, chosen, filter));
    model.addAttribute("cost", CostPanel.of(cost));
    return "overview";
  }

  private ScheduledComparison find(String name) {
    return schedule
        .find(name)
        .orElseThrow(
            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No comparison " + name));
  }
}
