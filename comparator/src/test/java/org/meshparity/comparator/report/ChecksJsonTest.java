package org.meshparity.comparator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class ChecksJsonTest {

  private static final JsonMapper JACKSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final List<Report.Evidence> QUERIES =
      List.of(
          new Report.Evidence("legacy", "sum(a{b=\"c\\\\d\"}[5ms])", "2023-11-14T22:38:39Z"),
          new Report.Evidence("candidate", "up", "2023-11-14T22:38:40.5Z"));

  @Test
  void checksAreWrittenAsJacksonWritesThem() {
    Report report = report(List.of(full(), bare()));

    assertThat(ReportJson.toString(report)).isEqualTo(JACKSON.writeValueAsString(report));
  }

  @Test
  void aReportWithoutChecksIsWrittenAsJacksonWritesIt() {
    Report report = report(List.of());

    assertThat(ReportJson.toString(report)).isEqualTo(JACKSON.writeValueAsString(report));
  }

  @Test
  void manyBlocksOfChecksKeepTheirOrder() {
    List<Report.Check> checks = new ArrayList<>();
    for (int i = 0; i < 4200; i++) {
      checks.add(i % 3 == 0 ? full() : bare());
    }
    Report report = report(checks);

    assertThat(ReportJson.toString(report)).isEqualTo(JACKSON.writeValueAsString(report));
  }

  private static Report.Check full() {
    Map<String, String> group = new TreeMap<>(Map.of("app", "shop \"ü\" \\ \n\u0001\u007f日本😀"));
    group.put("code", "200");
    return new Report.Check(
        "0123456789abcdef",
        "sizes",
        Claim.BUCKET,
        true,
        "bounds",
        new BigDecimal("1E+3"),
        new BigDecimal("0.99"),
        group,
        "2023-11-14T22:38:39Z",
        "2023-11-14T23:08:24Z",
        "2023-11-14T22:41:39.169Z",
        Verdict.PROVED_DIFFERENT,
        new Report.Interval(BigDecimal.ONE, new BigDecimal("1.5E-7")),
        new Report.Interval(BigDecimal.ZERO, null),
        "requests",
        new BigDecimal("0.50"),
        "candidate counted \"less\"",
        "patience\t",
        "report-loss",
        "probes",
        QUERIES);
  }

  private static Report.Check bare() {
    return new Report.Check(
        "fedcba9876543210",
        "requests",
        Claim.INCREASE,
        false,
        "statistics",
        null,
        null,
        Map.of(),
        "2023-11-14T22:38:39Z",
        "2023-11-14T23:08:24Z",
        null,
        Verdict.UNDECIDABLE,
        null,
        null,
        "requests",
        null,
        "the samples cannot tell",
        null,
        null,
        null,
        List.of());
  }

  private static Report report(List<Report.Check> checks) {
    return new Report(
        Report.SCHEMA_VERSION,
        "id",
        "shop",
        Outcome.GAPS,
        false,
        new Report.Decision(false, 1, List.of("a gap"), null),
        List.of(),
        List.of("one clock"),
        new Report.PackInfo("shop", "1.0.0", "00"),
        new Report.WindowInfo("2023-11-14T22:38:39Z", "2023-11-14T23:08:24Z", "paired"),
        new Report.SettingsInfo(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE, List.of()),
        new Report.Sides(
            new Report.Side("a", "job=\"a\"", 15, 1.0), new Report.Side("b", "", 15, null)),
        new Report.Coverage(1, 0, 0),
        List.of(),
        new EnumMap<>(Map.of(Verdict.UNDECIDABLE, 1)),
        checks,
        List.of(),
        Preflight.NONE);
  }
}
