package org.meshparity.comparator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

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

  private static String text(List<Report.Check> checks) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new ReportText(out, false).print(report(checks));
    out.flush();
    return text.toString();
  }

  private static Report.Check gap(int group, Claim claim) {
    return new Report.Check(
        "%02d%014d".formatted(group, claim.ordinal()),
        "requests",
        claim,
        true,
        "bounds",
        null,
        null,
        Map.of("app", "shop-" + group),
        "2023-11-14T22:38:39Z",
        "2023-11-14T23:08:24Z",
        null,
        Verdict.PROVED_DIFFERENT,
        null,
        null,
        "requests",
        BigDecimal.ONE,
        "candidate counted less",
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
        new EnumMap<>(Map.of(Verdict.PROVED_DIFFERENT, checks.size())),
        checks,
        List.of(),
        Preflight.NONE);
  }
}
