package org.meshparity.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meshparity.web.Reports;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;

class TemplatesTest {

  @Test
  void theFirstPageCanBeFilledBeforeAnybodyAsks() {
    Duration minute = Duration.ofMinutes(1);
    ScheduledComparison istio =
        new ScheduledComparison("istio", (end, window) -> Reports.parity(), minute, minute, minute);
    Schedule schedule = new Schedule(List.of(istio), Clock.systemUTC());
    StringWriter page = new StringWriter();

    new Templates().fill(schedule, new Site(true, Optional::empty), page);

    assertThat(page.toString())
        .contains("<title>First run · istio · Meshparity</title>")
        .contains("The first comparison is under way")
        .contains("--allow-anonymous")
        .endsWith("</html>\n");
  }
}
