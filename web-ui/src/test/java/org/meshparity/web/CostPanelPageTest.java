package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meshparity.web.page.Cost;
import org.meshparity.web.page.CostSource;

/** The panel on the page: there where costs are measured, absent elsewhere. */
class CostPanelPageTest {

  private static String page(CostSource source) {
    var settings =
        ServiceSettings.onLoopback(0, List.of(Asking.comparison("istio", Reports::gaps)))
            .withCost(source);
    try (Asking asking = Asking.of(settings)) {
      return asking.get("/").body();
    }
  }

  private static CostSource named(String legacy) {
    Cost.Line cpu = new Cost.Line("CPU for <one> request", "µs", false, 40.0, 2.0);
    return () ->
        Optional.of(
            new Cost(legacy, "v2", Duration.ofSeconds(60), 1234, List.of(cpu), List.of("a & b")));
  }

  @Test
  void figuresStandSideBySideUnderACaption() {
    assertThat(page(named("v1")))
        .contains("<caption>1\u202f234 requests at one proxy each, in the last 1 min</caption>")
        .contains(">40 µs</td>", ">2 µs</td>", ">95 % less</td>");
  }

  @Test
  void whereNothingIsMeasuredThereIsNoPanel() {
    assertThat(page(CostSource.NONE)).doesNotContain("What it costs", "cost-panel");
  }

  @Test
  void everyTextIsEscaped() {
    assertThat(page(named("<script>alert(1)</script>")))
        .doesNotContain("<script>alert")
        .contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;", "CPU for &lt;one&gt; request", "a &amp; b");
  }
}
