package org.meshparity.comparator.report;

import java.math.BigDecimal;
import java.util.List;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.verdict.Verdict;

/**
 * The inequality of SEMANTICS 6 with a check's own numbers: shares with their bands around them.
 */
final class ShareInequality {

  private final Check check;
  private final BigDecimal tolerance;

  ShareInequality(Check check, BigDecimal tolerance) {
    this.check = check;
    this.tolerance = tolerance;
  }

  /** None where the claim is no comparison of two shares, or chance alone left it open. */
  List<String> lines() {
    boolean decided =
        check.verdict() == Verdict.PROVED_EQUAL || check.verdict() == Verdict.PROVED_DIFFERENT;
    Report.Interval one = check.legacy();
    Report.Interval two = check.candidate();
    if (!decided || !check.unit().equals("share") || one == null || two == null) {
      return List.of();
    }
    BigDecimal l1 = one.lower();
    BigDecimal h1 = one.upper();
    BigDecimal l2 = two.lower();
    BigDecimal h2 = two.upper();
    if (l1 == null || h1 == null || l2 == null || h2 == null) {
      return List.of();
    }
    if (check.verdict() == Verdict.PROVED_DIFFERENT) {
      boolean more = l2.compareTo(h1) > 0;
      return List.of(
          "They differ, if the ranges lie further apart than the tolerance:",
          "    " + (more ? far(l2, h1, ">") : far(l1, h2, ">")),
          Printable.safe(check.because()) + ".");
    }
    boolean candidateAbove = h2.subtract(l1).compareTo(h1.subtract(l2)) >= 0;
    return List.of(
        "They are equal, if no two shares that fit lie further apart than the tolerance:",
        "    " + (candidateAbove ? far(h2, l1, "<=") : far(h1, l2, "<=")),
        Printable.safe(check.because()) + ".");
  }

  private String far(BigDecimal greater, BigDecimal smaller, String sign) {
    return Printable.number(greater)
        + " - "
        + Printable.number(smaller)
        + " = "
        + Printable.number(greater.subtract(smaller))
        + " "
        + sign
        + " "
        + Printable.number(tolerance)
        + ": yes";
  }
}
