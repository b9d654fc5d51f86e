package org.meshparity.comparator.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/**
 * The inequalities of SEMANTICS 2 with a check's own numbers. They are worked out again from the
 * report's bounds, so that a reader sees the verdict follow from them.
 */
final class CountInequality {

  private final Check check;
  private final BigDecimal tolerance;

  CountInequality(Check check, BigDecimal tolerance) {
    this.check = check;
    this.tolerance = tolerance;
  }

  /** Each inequality with what it came to; none where the claim is no comparison of two ranges. */
  List<String> lines() {
    Report.Interval one = check.legacy();
    Report.Interval two = check.candidate();
    boolean compared =
        check.verdict() != Verdict.NOT_COMPARABLE && check.verdict() != Verdict.NO_DATA;
    if (one == null || two == null || one.lower() == null || two.lower() == null || !compared) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    if (check.claim() == Claim.PRESENCE && check.verdict() == Verdict.PROVED_EQUAL) {
      return List.of("Both sides showed the group in some scrape, so both have it.");
    }
    lines.add("The candidate has more, if its least is above legacy's most and the tolerance:");
    lines.add("    " + compare(two.lower(), ">", one.upper(), 1));
    lines.add("The candidate has less, if its most is below legacy's least less the tolerance:");
    lines.add("    " + compare(two.upper(), "<", one.lower(), -1));
    lines.add("Both are equal, if all that fits lies within the tolerance:");
    lines.add("    " + compare(two.upper(), "<=", one.lower(), 1));
    lines.add("    " + compare(two.lower(), ">=", one.upper(), -1));
    if (check.atLeast() != null) {
      lines.add("So they differ by at least " + atLeast(one, two) + ".");
    }
    return lines;
  }

  private String compare(
      @Nullable BigDecimal candidate, String sign, @Nullable BigDecimal legacy, int direction) {
    if (candidate == null || legacy == null) {
      return (candidate == null ? "candidate's most" : "legacy's most")
          + " is not known: no, that cannot be told";
    }
    BigDecimal allowed = tolerance.multiply(legacy);
    BigDecimal limit = direction > 0 ? legacy.add(allowed) : legacy.subtract(allowed);
    return Printable.number(candidate)
        + " "
        + sign
        + " "
        + Printable.number(legacy)
        + (direction > 0 ? " + " : " - ")
        + Printable.number(tolerance.movePointRight(2))
        + " % of "
        + Printable.number(legacy)
        + " = "
        + Printable.number(limit)
        + (holds(candidate.compareTo(limit), sign) ? ": yes" : ": no");
  }

  private static boolean holds(int order, String sign) {
    return switch (sign) {
      case ">" -> order > 0;
      case "<" -> order < 0;
      case ">=" -> order >= 0;
      default -> order <= 0;
    };
  }

  private String atLeast(Report.Interval one, Report.Interval two) {
    BigDecimal least = two.lower();
    BigDecimal most = one.upper();
    boolean more = least != null && most != null && least.compareTo(most) > 0;
    BigDecimal greater = more ? least : one.lower();
    BigDecimal smaller = more ? most : two.upper();
    BigDecimal said = check.atLeast();
    if (greater == null || smaller == null || said == null) {
      return said == null ? "?" : Printable.number(said) + " " + check.unit();
    }
    return Printable.number(greater)
        + " - "
        + Printable.number(smaller)
        + " = "
        + Printable.number(greater.subtract(smaller))
        + " "
        + check.unit();
  }
}
