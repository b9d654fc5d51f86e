package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.Pack;

/** A second page of each target, whose scrapes tell nothing of what the compared one shows. */
class ScrapedPagesOnPrometheusTest extends MappedChecks {

  private static Scraped page(String job, String path, long phaseMs) {
    return new Scraped(Map.of("job", job, "instance", "a:1", "metrics_path", path), phaseMs);
  }

  private static Report compared(String path) throws Exception {
    Pack pack = pack("[shop]", "{series: a_total}", "{series: b_total}");
    Scraped legacy = page("l", path, 0);
    Scraped candidate = page("c", path, 4000);
    for (String shop : new String[] {"equal", "less"}) {
      Map<String, String> labels = Map.of("shop", shop);
      legacy.counts("a_total", labels, 1000);
      candidate.counts("b_total", labels, shop.equals("less") ? 900 : 1000);
    }
    return compare(
        pack,
        "job=\"l\"",
        "job=\"c\"",
        Stream.of(legacy, candidate, page("l", "/metrics", 6000), page("c", "/metrics", 9000)));
  }

  @Test
  void theOtherPagesScrapesChangeNoVerdict() throws Exception {
    Report report = compared("/metrics/cadvisor");

    assertThat(report.warnings()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.GAPS);
    assertThat(report.checks())
        .filteredOn(check -> check.claim().word().equals("increase"))
        .hasSize(2)
        .allMatch(
            check ->
                check.verdict()
                    == (check.group().get("shop").equals("less")
                        ? Verdict.PROVED_DIFFERENT
                        : Verdict.PROVED_EQUAL));
  }
}
