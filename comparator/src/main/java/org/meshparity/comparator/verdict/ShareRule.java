package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.verdict.Finding.Alike;
import org.meshparity.comparator.verdict.Finding.Different;
import org.meshparity.comparator.verdict.Finding.More;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;

/**
 * Compares the shares of two distributions that were drawn from different requests (SEMANTICS 6):
 * different if they are further apart than the tolerance and both bands together, equal if even the
 * farthest shares that fit lie that much nearer. Between the two chance decides, and it is said how
 * much more traffic would.
 */
final class ShareRule {

  private static final String SHARE = "share";
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final BigDecimal tolerance;
  private final Bands bands;
  private final EffectiveSize legacySize;
  private final EffectiveSize candidateSize;
  private final BigDecimal legacyBand;
  private final BigDecimal candidateBand;

  ShareRule(BigDecimal tolerance, Bands bands, EffectiveSize legacy, EffectiveSize candidate) {
    this.tolerance = tolerance;
    this.bands = bands;
    this.legacySize = legacy;
    this.candidateSize = candidate;
    this.legacyBand = bands.halfHeight(legacy.worth());
    this.candidateBand = bands.halfHeight(candidate.worth());
  }

  /** Both bands together (SEMANTICS: e). */
  private BigDecimal error() {
    return legacyBand.add(candidateBand);
  }

  /** The share up to one cut. */
  Judgement atCut(
      Claim claim, Cut cut, BigDecimal bound, String unit, Shape legacy, Shape candidate) {
    Shape.Between one = legacy.at(cut);
    Shape.Between two = candidate.at(cut);
    Bounds first = one.within(legacyBand);
    Bounds second = two.within(candidateBand);
    BigDecimal gap = one.certainDifference(two);
    Finding finding;
    if (one.differsFrom(two, tolerance.add(error()))) {
      More more = one.above(two) ? More.LEGACY : More.CANDIDATE;
      String because =
          "the shares of requests up to "
              + bound.stripTrailingZeros().toPlainString()
              + " "
              + unit
              + " differ by at least "
              + percent(gap)
              + ", of which chance explains "
              + atMost(error())
              + worth();
      finding = new Different(left(gap), more, because);
    } else if (tolerance.compareTo(error()) >= 0 && one.near(two, tolerance.subtract(error()))) {
      finding = alike();
    } else {
      finding = open(one.width().max(two.width()), gap);
    }
    return Judgement.gating(claim, bound, first, second, SHARE, finding);
  }

  /** The distribution as a whole: its largest gap at any value. */
  Judgement whole(Shape legacy, Shape candidate) {
    Finding finding;
    if (legacy.differsFrom(candidate, tolerance.add(error()))) {
      BigDecimal gap = legacy.certainDifference(candidate);
      String because =
          "the shares of requests up to some bound differ by at least "
              + percent(gap)
              + ", of which chance explains "
              + atMost(error())
              + worth();
      finding = new Different(left(gap), More.CANDIDATE, because);
    } else if (tolerance.compareTo(error()) >= 0
        && legacy.equals(candidate, tolerance.subtract(error()))) {
      finding = alike();
    } else {
      finding =
          new Undecidable(
              "one distribution fits both sides, and so do different ones" + worth(),
              "more bucket bounds in common and more traffic",
              Want.RESOLUTION);
    }
    return Judgement.limited(Claim.DISTRIBUTION, null, null, null, SHARE, finding);
  }

  private Finding alike() {
    return new Alike(
        "no shares that fit differ by more than the tolerance, with "
            + atMost(error())
            + " left to chance"
            + worth());
  }

  /** Quantiles of the true distributions, bands included. */
  List<Judgement> quantiles(String unit, Shape legacy, Shape candidate) {
    CounterRule rule = new CounterRule(Tolerance.relative(tolerance), new Remedy(0, 0));
    Quantiles quantiles = new Quantiles(rule, unit);
    return quantiles.judge(legacy.widened(legacyBand), candidate.widened(candidateBand));
  }

  private Undecidable open(BigDecimal width, BigDecimal gap) {
    BigDecimal room = tolerance.subtract(width);
    String reason = "chance alone explains " + atMost(error()) + worth();
    if (room.signum() <= 0) {
      return new Undecidable(
          reason + ", and the window's ends are in doubt by " + percent(width),
          tolerance.signum() == 0 ? "a tolerance above 0" : "a longer window",
          Want.TIME);
    }
    if (gap.subtract(tolerance).abs().compareTo(tolerance.multiply(HALF)) < 0) {
      return new Undecidable(
          reason + ", and the shares differ by about the tolerance",
          "another tolerance",
          Want.DATA);
    }
    double wanted = bands.requestsFor(room.doubleValue() / 4);
    double worst = Math.min(legacySize.worth(), candidateSize.worth());
    BigDecimal times = new BigDecimal(Math.max(2, wanted / worst));
    return new Undecidable(
        reason,
        "about "
            + times.round(new MathContext(2, RoundingMode.UP)).toBigInteger()
            + " times the traffic",
        Want.DATA);
  }

  private String worth() {
    return " (requests are worth "
        + (long) legacySize.worth()
        + " independent ones of "
        + (long) legacySize.requests()
        + " on the legacy side, "
        + (long) candidateSize.worth()
        + " of "
        + (long) candidateSize.requests()
        + " on the candidate side; error "
        + new BigDecimal(bands.alpha() * 100).round(new MathContext(2)).toPlainString()
        + " % over "
        + bands.comparisons()
        + (bands.comparisons() == 1 ? " distribution)" : " distributions)");
  }

  /**
   * What chance does not explain of a gap. Where rounding down leaves nothing, at least nothing is
   * all that can be said, although a gap is proved.
   */
  private BigDecimal left(BigDecimal gap) {
    return gap.subtract(error()).max(BigDecimal.ZERO);
  }

  /** Rounded up: together with a gap that is rounded down, it never proves too much. */
  private static String atMost(BigDecimal share) {
    BigDecimal percent = share.movePointRight(2);
    int digits = Math.max(4, percent.precision() - percent.scale());
    return Numbers.text(percent.round(new MathContext(digits, RoundingMode.UP))) + " %";
  }

  private static String percent(@Nullable BigDecimal share) {
    return share == null ? "?" : Numbers.text(share.movePointRight(2)) + " %";
  }
}
