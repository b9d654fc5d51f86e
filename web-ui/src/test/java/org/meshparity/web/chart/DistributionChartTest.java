package org.meshparity.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.report.Report.Interval;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.web.Reports;

class DistributionChartTest {

  private static List<Check> group() {
    return Reports.parity().checks().stream()
        .filter(check -> check.metric().equals("request-duration"))
        .filter(check -> check.group().containsValue("details-v1"))
        .toList();
  }

  @Test
  void bothSidesAreBandsOverEverySharedBound() {
    DistributionChart chart = DistributionChart.of(group(), "milliseconds").orElseThrow();

    assertThat(chart.svg())
        .contains("band legacy", "band candidate")
        .doesNotContain("NaN", "style=");
    assertThat(chart.rows()).hasSize(13);
    assertThat(chart.rows().get(12).bound()).isEqualTo("all");
  }

  @Test
  void aCounterHasNoDistribution() {
    List<Check> counts = group().stream().filter(check -> check.claim() == Claim.INCREASE).toList();

    assertThat(DistributionChart.of(counts, "requests")).isEmpty();
  }

  @Test
  void aBoundThatIsNotKnownReachesTheEdge() {
    String svg = IntervalChart.draw(new Interval(BigDecimal.TEN, null), null, "requests");

    assertThat(svg)
        .contains("Legacy: at least 10 requests", "Candidate: unknown")
        .doesNotContain("NaN");
  }

  @Test
  void whatIsNotKnownAtAllIsNotDrawn() {
    assertThat(IntervalChart.draw(null, new Interval(null, null), "requests")).isEmpty();
  }

  @Test
  void theSameNumberOnBothSidesHasAScale() {
    Interval zero = new Interval(BigDecimal.ZERO, BigDecimal.ZERO);

    assertThat(IntervalChart.draw(zero, zero, "requests")).contains("exactly 0 requests");
  }
}
