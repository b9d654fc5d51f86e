package org.meshparity.web.page;

import java.math.BigDecimal;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.web.chart.IntervalChart;
import org.meshparity.web.text.Numbers;

/** What the verdict rests on, in words. It reads the verdict and the bounds; it decides nothing. */
final class Inequality {

  private Inequality() {}

  static String of(Check check, BigDecimal tolerance) {
    String bounds =
        "Legacy counted "
            + IntervalChart.words(check.legacy(), check.unit())
            + ", the candidate "
            + IntervalChart.words(check.candidate(), check.unit())
            + ". ";
    String percent = Numbers.percent(tolerance.doubleValue());
    return switch (check.verdict()) {
      case PROVED_EQUAL ->
          bounds
              + "Even the two values farthest apart that fit these bounds differ by no more than "
              + percent
              + ".";
      case PROVED_DIFFERENT, MISSING_CANDIDATE, MISSING_LEGACY ->
          bounds
              + "Even the two values nearest to each other that fit these bounds differ by "
              + atLeast(check)
              + ", more than "
              + percent
              + ".";
      case UNDECIDABLE ->
          bounds
              + "Some values that fit these bounds agree within "
              + percent
              + ", others do not: both are possible.";
      case NOT_COMPARABLE, NO_DATA -> "";
    };
  }

  private static String atLeast(Check check) {
    return check.atLeast() == null
        ? "more than is tolerated"
        : "at least " + Numbers.of(check.atLeast()) + " " + check.unit();
  }
}
