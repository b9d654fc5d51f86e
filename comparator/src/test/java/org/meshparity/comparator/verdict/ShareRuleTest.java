package org.meshparity.comparator.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.meshparity.comparator.verdict.Verdict.PROVED_DIFFERENT;
import static org.meshparity.comparator.verdict.Verdict.PROVED_EQUAL;
import static org.meshparity.comparator.verdict.Verdict.UNDECIDABLE;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;

/**
 * Ten thousand independent requests on both sides: each band is 1.73 % high, both are 3.46 %. The
 * tolerance is 5 %.
 */
class ShareRuleTest {

  private static final Cut CUT = Cut.after(BigDecimal.TEN);
  private static final BigDecimal NEAR = new BigDecimal("0.0000001");
  private static final Bands BANDS = new Bands(0.01, 1);

  @Test
  void aBandIsAsHighAsItsFormulaSays() {
    assertThat(BANDS.halfHeight(10_000)).isEqualByComparingTo("0.017308184");
    assertThat(new Bands(0.01, 100).halfHeight(10_000)).isEqualByComparingTo("0.023018075");
  }

  @Test
  void sharesAreEqualOnlyIfChanceFitsIntoTheToleranceToo() {
    assertThat(judged(5000, 5150, 1).finding().verdict()).isEqualTo(PROVED_EQUAL);
    assertThat(judged(5000, 5170, 1).finding().verdict()).isEqualTo(UNDECIDABLE);
  }

  @Test
  void sharesDifferOnlyBeyondToleranceAndChance() {
    assertThat(judged(5000, 5840, 1).finding().verdict()).isEqualTo(UNDECIDABLE);
    Finding finding = judged(5000, 5850, 1).finding();
    assertThat(finding.verdict()).isEqualTo(PROVED_DIFFERENT);
    assertThat(finding.atLeast()).isCloseTo(new BigDecimal("0.0503836"), within(NEAR));
    assertThat(finding.because())
        .contains("differ by at least 8.5 %", "10000 independent ones of 10000");
  }

  @Test
  void requestsThatHangTogetherAreWorthLess() {
    assertThat(judged(5000, 5850, 4).finding().verdict()).isEqualTo(UNDECIDABLE);
    assertThat(judged(5000, 5150, 4).finding().verdict()).isEqualTo(UNDECIDABLE);
  }

  @Test
  void bandsAreInTheReportedShares() {
    Judgement judgement = judged(5000, 5150, 1);

    assertThat(judgement.legacy().lower()).isBetween(0.4826918, 0.4826919);
    assertThat(judgement.legacy().upper()).isBetween(0.5173081, 0.5173082);
    assertThat(judgement.unit()).isEqualTo("share");
  }

  @Test
  void howMuchMoreTrafficIsNeededIsSaid() {
    assertThat(judged(5000, 5000, 40).finding().remedy()).contains("times the traffic");
    assertThat(judged(5000, 5500, 1).finding().remedy()).isEqualTo("another tolerance");
  }

  @Test
  void allLooksTogetherSpendNoMoreThanOne() {
    double spent = IntStream.rangeClosed(1, 100_000).mapToDouble(Bands::alphaOf).sum();

    assertThat(spent).isBetween(0.00999, Bands.ALPHA);
    assertThat(Bands.alphaOf(0)).isEqualTo(Bands.ALPHA);
  }

  /** A hair more than chance explains is a gap, of which nothing is left when rounded down. */
  @Test
  void noGapIsOverstatedWhereRoundingLeavesNothingOfIt() {
    long all = 1L << 50;
    BigDecimal chance = BANDS.halfHeight(10_000).add(BANDS.halfHeight(10_000));
    long beyond = chance.multiply(new BigDecimal(all)).longValue() + 1;
    EffectiveSize size = new EffectiveSize(10_000, 1, 20);

    Finding finding =
        new ShareRule(BigDecimal.ZERO, BANDS, size, size)
            .whole(shape(all / 4, all), shape(all / 4 + beyond, all))
            .finding();

    assertThat(finding.verdict()).isEqualTo(PROVED_DIFFERENT);
    assertThat(finding.atLeast()).isZero();
  }

  /** In doubles, 0.3 - 1e-15 is 0.3 to four digits. */
  @Test
  void whatShapesCertainlyDifferByIsRoundedDown() {
    long all = 1L << 52;
    long most = new BigDecimal("0.3").multiply(new BigDecimal(all)).longValue(); // a little less
    BigDecimal truth = new BigDecimal(most).divide(new BigDecimal(all));

    assertThat(shape(0, all).certainDifference(shape(most, all))).isLessThanOrEqualTo(truth);
    assertThat(shape(all / 2, all).certainDifference(shape(all / 2 + most, all)))
        .isLessThanOrEqualTo(truth)
        .isCloseTo(truth, within(NEAR));
  }

  private static Judgement judged(int legacy, int candidate, double ratio) {
    EffectiveSize size = new EffectiveSize(10_000, ratio, 20);
    return new ShareRule(new BigDecimal("0.05"), BANDS, size, size)
        .atCut(Claim.BUCKET, CUT, BigDecimal.TEN, "milliseconds", shape(legacy), shape(candidate));
  }

  private static Shape shape(int below) {
    return shape(below, 10_000);
  }

  private static Shape shape(long below, long all) {
    Bounds inside = new Bounds(below, below);
    Bounds above = new Bounds(all - below, all - below);
    return Shape.of(new Buckets(List.of(new Edge(CUT, CUT)), List.of(inside, above)));
  }
}
