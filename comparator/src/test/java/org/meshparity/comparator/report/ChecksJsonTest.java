package org.meshparity.comparator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meshparity.comparator.report.MadeReports.bare;
import static org.meshparity.comparator.report.MadeReports.full;
import static org.meshparity.comparator.report.MadeReports.report;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class ChecksJsonTest {

  private static final JsonMapper JACKSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

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
}
