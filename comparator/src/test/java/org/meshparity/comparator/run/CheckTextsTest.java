package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

class CheckTextsTest {

  @Test
  void theTextOfACheckIsItsRecordsOwn() {
    Report.Evidence one = new Report.Evidence("legacy", "up{a=\"b\"}", "2023-11-14T22:38:39Z");
    Report.Evidence two = new Report.Evidence("candidate", "up", "2023-11-14T22:38:40Z");

    assertOwn(
        check(new Report.Interval(BigDecimal.ONE, null), new BigDecimal("1E+3"), "so", one, two));
  }

  @Test
  void whatACheckLacksIsSaidToBeNull() {
    assertOwn(check(null, null, null));
  }

  private static void assertOwn(Report.Check check) {
    StringBuilder text = new StringBuilder();
    CheckTexts.append(check, text);
    assertThat(text).hasToString(check.toString());
  }

  private static Report.Check check(
      Report.Interval bounds, BigDecimal number, String words, Report.Evidence... evidence) {
    return new Report.Check(
        "0123456789abcdef",
        "sizes",
        Claim.BUCKET,
        true,
        "bounds",
        number,
        number,
        Map.of("app", "shop"),
        "2023-11-14T22:38:39Z",
        "2023-11-14T23:08:24Z",
        words,
        Verdict.PROVED_DIFFERENT,
        bounds,
        bounds,
        "requests",
        number,
        "candidate counted less",
        words,
        words,
        words,
        List.of(evidence));
  }
}
