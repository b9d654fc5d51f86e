package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.ClusteredSource;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.Pack;

/** Several clusters, from one server or from a server each. */
class ClusterChecksTest extends MappedChecks {

  /** The same instance in two clusters is two targets, whose scrapes are not one another's. */
  @Test
  void targetsOfTwoClustersAreNotOne() throws Exception {
    Pack pack = pack("[cluster, shop]", "{series: a_total}", "{series: b_total}");
    Stream<Scraped> both =
        Stream.of("eu", "us")
            .map(
                cluster ->
                    new Scraped(
                            Map.of("job", "j", "instance", "a:1", "cluster", cluster),
                            cluster.equals("eu") ? 0 : 6000)
                        .counts("a_total", Map.of("shop", "x"), 100)
                        .counts("b_total", Map.of("shop", "x"), cluster.equals("eu") ? 100 : 90));

    Report report = compare(pack, "job=\"j\"", "job=\"j\"", both);

    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.GAPS);
    assertThat(report.checks())
        .filteredOn(check -> check.verdict().isGap())
        .extracting(check -> check.group().get("cluster"))
        .containsOnly("us");
    assertThat(report.checks())
        .filteredOn(check -> "eu".equals(check.group().get("cluster")))
        .allSatisfy(check -> assertThat(check.verdict()).isEqualTo(Verdict.PROVED_EQUAL));
  }

  /** Two servers, neither of which knows its cluster's name. */
  @Test
  void eachServerIsACluster(@TempDir Path other) throws Exception {
    Pack pack = pack("[cluster, shop]", "{series: a_total}", "{series: b_total}");
    epochMs += APART_MS;
    try (WritablePrometheus us = WritablePrometheus.start(other)) {
      prometheus.write(epochMs, shop(100).series());
      us.write(epochMs, shop(90).series());
      try (QuerySource both =
          ClusteredSource.parse(
              "eu=" + prometheus.url() + ",us=" + us.url(), PrometheusOptions.DEFAULT)) {
        Report report = compare(pack, "job=\"j\"", "job=\"j\"", both);

        assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.GAPS);
        assertThat(report.checks())
            .filteredOn(check -> check.verdict().isGap())
            .extracting(check -> check.group().get("cluster"))
            .containsOnly("us");
        assertThat(report.checks())
            .filteredOn(check -> "eu".equals(check.group().get("cluster")))
            .isNotEmpty()
            .allSatisfy(check -> assertThat(check.verdict()).isEqualTo(Verdict.PROVED_EQUAL));
      }
    }
  }

  private static Scraped shop(long candidate) {
    return new Scraped(Map.of("job", "j", "instance", "a:1"), 0)
        .counts("a_total", Map.of("shop", "x"), 100)
        .counts("b_total", Map.of("shop", "x"), candidate);
  }
}
