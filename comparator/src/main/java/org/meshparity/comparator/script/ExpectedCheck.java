package org.meshparity.comparator.script;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.rules.LabelMatchers;

/**
 * What a script says of some checks: every one that fits must meet all demands, and at least one
 * must fit.
 *
 * @param text the line as it stands in the script
 * @param number a bound or a quantile; null for every one
 * @param group which groups, by the labels after mapping
 */
record ExpectedCheck(
    int line,
    String text,
    String metric,
    Claim claim,
    @Nullable BigDecimal number,
    LabelMatchers group,
    List<Demand<Found>> demands) {

  ExpectedCheck {
    demands = List.copyOf(demands);
  }

  boolean speaksOf(Check check) {
    return check.metric().equals(metric)
        && check.claim() == claim
        && (number == null || same(check.bound()) || same(check.quantile()))
        && group.matches(label -> check.group().getOrDefault(label, ""));
  }

  private boolean same(@Nullable BigDecimal other) {
    return number != null && other != null && number.compareTo(other) == 0;
  }
}
