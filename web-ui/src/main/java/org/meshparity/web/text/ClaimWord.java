package org.meshparity.web.text;

import org.meshparity.comparator.report.Report.Check;

/** What a check claims, as a phrase. */
public final class ClaimWord {

  private ClaimWord() {}

  /**
   * The claim, e.g. {@code requests up to 250 milliseconds}.
   *
   * @param metricUnit unit of the check's bound
   */
  public static String of(Check check, String metricUnit) {
    return switch (check.claim()) {
      case PRESENCE -> "present on both sides";
      case INCREASE -> "count";
      case BUCKET -> "count up to " + Numbers.of(check.bound()) + " " + metricUnit;
      case THRESHOLD -> "threshold " + Numbers.of(check.bound()) + " " + metricUnit;
      case MEAN -> "mean";
      case QUANTILE ->
          check.quantile() == null
              ? "quantile"
              : "p" + Numbers.of(check.quantile().movePointRight(2));
      case DISTRIBUTION -> "whole distribution";
    };
  }
}
