package org.meshparity.web.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.rules.Packs;
import org.meshparity.web.config.ComparisonPlan;

class ScheduledComparisonTest {

  private static final Instant END = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void aRunComparesAsTheSettingsSayOverTheWindowThatWasAskedFor() {
    Report report = unpaired().runner().run(END, Duration.ofMinutes(7));

    assertThat(report.window().mode()).isEqualTo("unpaired");
    assertThat(report.window().end()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(report.window().start()).isEqualTo("2026-11-22T09:53:00Z");
  }

  /** Its candidate is read a day earlier; nobody listens where its source should be. */
  private static ScheduledComparison unpaired() {
    var source = PrometheusSource.of("http://127.0.0.1:1", PrometheusOptions.DEFAULT);
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
            ComparisonPlan.TOLERANCE)
        .scheduled();
  }
}
