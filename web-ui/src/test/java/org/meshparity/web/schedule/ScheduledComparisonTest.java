package org.meshparity.web.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.RunLimits;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.rules.Packs;
import org.meshparity.web.config.ComparisonPlan;

class ScheduledComparisonTest {

  private static final String NOTHING =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";
  private static final Instant END = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void aRunComparesAsTheSettingsSayOverTheWindowThatWasAskedFor() {
    Report report = unpaired().runner().run(END, Duration.ofMinutes(7));

    assertThat(report.window().mode()).isEqualTo("unpaired");
    assertThat(report.window().end()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(report.window().start()).isEqualTo("2026-11-22T09:53:00Z");
  }

  @Test
  void aRunKeepsWithinTheLimitsOfItsComparison() throws Exception {
    try (MockWebServer prometheus = new MockWebServer()) {
      prometheus.enqueue(new MockResponse.Builder().body(NOTHING).build());
      prometheus.start();
      ComparisonPlan plan = plan(prometheus.url("/").toString());

      Report report =
          plan.within(RunLimits.DEFAULT.withMaxQueries(1))
              .scheduled()
              .runner()
              .run(END, Duration.ofMinutes(7));

      assertThat(report.decision().reasons()).first().asString().contains("--max-queries allows");
      assertThat(prometheus.getRequestCount()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void itIsKnownWhichServersARunAsks() {
    assertThat(unpaired().sources()).containsExactly("http://127.0.0.1:1");
  }

  private static ScheduledComparison unpaired() {
    return plan("http://127.0.0.1:1").scheduled();
  }

  /** Its candidate is read a day earlier; nobody listens where its source should be. */
  private static ComparisonPlan plan(String url) {
    var source = PrometheusSource.of(url, PrometheusOptions.DEFAULT);
    var now = new ComparisonPlan.Side(source, Optional.empty(), Optional.empty());
    var before =
        new ComparisonPlan.Side(source, Optional.empty(), Optional.empty(), Duration.ofDays(1));
    return new ComparisonPlan(
        "istio",
        Packs.builtIn("istio-mixer-to-inproxy"),
        now,
        before,
        Duration.ofHours(1),
        Duration.ofMinutes(5),
        ComparisonPlan.TOLERANCE);
  }
}
