package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.meshparity.comparator.envelope.TimeBlocks;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;

/**
 * Says what would decide a count that the samples leave open: how long a window has to be, or that
 * no window helps.
 *
 * @param legacySeconds scrape interval, scrape duration and emission lag of the legacy side
 *     together
 * @param candidateSeconds the same of the candidate side
 */
public record Remedy(double legacySeconds, double candidateSeconds) {

  /** Shares of the tolerance this near to it are not told apart by any sensible window. */
  private static final double NEAR = 0.2;

  /** For bounds that overlap. */
  Undecidable forWidth(Bounds legacy, Bounds candidate, Tolerance tolerance) {
    String reason =
        "legacy shows "
            + span(legacy)
            + " and candidate "
            + span(candidate)
            + ", which fits a difference and an equality";
    double share = tolerance.relative().doubleValue();
    if (pause() == 0) {
      return new Undecidable(reason, "another tolerance", Want.DATA); // samples of no width
    }
    if (share == 0) {
      return new Undecidable(
          reason,
          "a pause of the traffic of " + seconds(pause()) + " at both ends of the window",
          Want.TIME);
    }
    double middle = (legacy.lower() + legacy.upper()) / 2;
    double deviation = Math.abs((candidate.lower() + candidate.upper()) / 2 - middle) / middle;
    boolean certain =
        legacy.upper() - legacy.lower() + candidate.upper() - candidate.lower() < share * middle;
    if (certain && Math.abs(deviation - share) < NEAR * share) {
      return new Undecidable(
          reason + ", and the difference lies so near the tolerance that no window decides it",
          "another tolerance",
          Want.TIME);
    }
    return new Undecidable(
        reason,
        "a window of about "
            + minutes(share)
            + " or a pause of the traffic of "
            + seconds(pause())
            + " at both ends",
        Want.TIME);
  }

  /** How many minutes a window must last to hold enough blocks of two scrapes each. */
  public double shortestForBlocks() {
    double block = 2 * Math.max(legacySeconds, candidateSeconds);
    return TimeBlocks.FEWEST * block / 60;
  }

  private double pause() {
    return 2 * Math.max(legacySeconds, candidateSeconds);
  }

  /** SEMANTICS 2: T >= 2 [ (1 + theta) (S1 + d1 + lambda1) + (S2 + d2 + lambda2) ] / theta. */
  private String minutes(double share) {
    double seconds = 2 * ((1 + share) * legacySeconds + candidateSeconds) / share;
    long minutes = (long) Math.ceil(seconds / 60);
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }

  private static String seconds(double seconds) {
    return (long) Math.ceil(seconds) + " s";
  }

  private static String span(Bounds bounds) {
    String lower = number(bounds.lower(), RoundingMode.DOWN);
    String upper = number(bounds.upper(), RoundingMode.UP);
    return lower.equals(upper) ? "exactly " + lower : lower + " to " + upper;
  }

  private static String number(double value, RoundingMode rounding) {
    if (Numbers.isWhole(value)) {
      return Numbers.text(value);
    }
    BigDecimal exact = new BigDecimal(value);
    return Numbers.text(exact.scale() > 0 ? exact.round(new MathContext(6, rounding)) : exact);
  }
}
