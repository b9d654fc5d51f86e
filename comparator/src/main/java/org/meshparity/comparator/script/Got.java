package org.meshparity.comparator.script;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.report.Report.Interval;

/** What came out, in the words in which scripts say what should. */
final class Got {

  private Got() {}

  static String check(Check check) {
    BigDecimal number = check.bound() == null ? check.quantile() : check.bound();
    StringBuilder labels = new StringBuilder();
    check
        .group()
        .forEach(
            (name, value) ->
                labels
                    .append(labels.isEmpty() ? "" : ",")
                    .append(name)
                    .append("=\"")
                    .append(value)
                    .append('"'));
    return check.metric()
        + " "
        + check.claim().word()
        + (number == null ? "" : " " + number.stripTrailingZeros().toPlainString())
        + " {"
        + labels
        + "} "
        + verdict(check);
  }

  static String verdict(Check check) {
    return check.verdict()
        + (check.atLeast() == null ? "" : ", at least " + plain(check.atLeast()));
  }

  static String interval(@Nullable Interval interval) {
    if (interval == null || interval.lower() == null) {
      return "no bounds";
    }
    if (interval.upper() == null) {
      return plain(interval.lower()) + " or more";
    }
    return interval.lower().compareTo(interval.upper()) == 0
        ? plain(interval.lower())
        : plain(interval.lower()) + " to " + plain(interval.upper());
  }

  static String outcome(Report report) {
    return report.outcome()
        + ", exit "
        + report.decision().exitCode()
        + "\n"
        + String.join("\n", report.decision().reasons());
  }

  static String time(Duration since) {
    long millis = since.toMillisPart();
    return (since.toMinutes() == 0 ? "" : since.toMinutes() + "m")
        + since.toSecondsPart()
        + "s"
        + (millis == 0 ? "" : millis + "ms");
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** Whether a difference is proved of that size, cut off as people read it. */
  static boolean atLeast(Check check, BigDecimal written) {
    return check.atLeast() != null
        && check.atLeast().setScale(written.scale(), RoundingMode.DOWN).compareTo(written) == 0;
  }

  /** Whether a number is another, to as many digits behind the point as that is written with. */
  static boolean as(@Nullable BigDecimal number, BigDecimal written) {
    return number != null
        && number.setScale(Math.max(0, written.scale()), RoundingMode.HALF_EVEN).compareTo(written)
            == 0;
  }
}
