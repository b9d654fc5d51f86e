package org.meshparity.comparator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meshparity.comparator.report.MadeReports.gap;
import static org.meshparity.comparator.report.MadeReports.report;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.verdict.Claim;

class ReportTextTest {

  @Test
  void eachOfTenGroupsIsShownByItsCountBeforeAnyIsShownTwice() {
    List<Report.Check> gaps = new ArrayList<>();
    for (int group = 0; group < 12; group++) {
      gaps.add(gap(group, Claim.BUCKET));
      gaps.add(gap(group, Claim.INCREASE));
    }

    String text = text(gaps);

    assertThat(text.lines().filter(line -> line.contains("app=")))
        .hasSize(10)
        .allMatch(line -> line.contains("requests increase"))
        .doesNotHaveDuplicates();
    assertThat(text).contains("... and 14 more").doesNotContain("shop-10");
  }

  @Test
  void whereThereAreFewGroupsTheirOtherGapsFollow() {
    List<Report.Check> gaps =
        List.of(gap(0, Claim.BUCKET), gap(0, Claim.INCREASE), gap(0, Claim.THRESHOLD));

    assertThat(text(gaps).lines().filter(line -> line.contains("app=")))
        .containsExactly(
            "  requests increase {app=\"shop-0\"}",
            "  requests bucket {app=\"shop-0\"}",
            "  requests threshold {app=\"shop-0\"}");
    assertThat(text(gaps)).doesNotContain("more (");
  }

  @Test
  void nothingThatAServerSaidControlsATerminal() {
    String said = "said \u001b[2J, \u009b31m and \u202ebackwards";

    assertThat(text(report(List.of(), said)))
        .contains("said \\u001b[2J, \\u009b31m and \\u202ebackwards")
        .doesNotContain("\u001b", "\u009b", "\u202e");
  }

  private static String text(List<Report.Check> checks) {
    return text(report(checks));
  }

  private static String text(Report report) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new ReportText(out, false).print(report);
    out.flush();
    return text.toString();
  }
}
