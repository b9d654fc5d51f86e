package org.meshparity.comparator.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meshparity.comparator.verdict.Verdict.PROVED_DIFFERENT;
import static org.meshparity.comparator.verdict.Verdict.PROVED_EQUAL;
import static org.meshparity.comparator.verdict.Verdict.UNDECIDABLE;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Bounds;

class CounterRuleTest {

  @Test
  void aGapIsAsLargeAsTheSmallestDifferenceThatFitsTheSamples() {
    Finding finding = compare("0.01", new Bounds(100, 101), new Bounds(80, 82));

    assertThat(finding.verdict()).isEqualTo(PROVED_DIFFERENT);
    assertThat(finding.because()).isEqualTo("candidate counted at least 18 requests less");
  }

  @Test
  void nothingIsProvedWhileTheBoundsOverlap() {
    assertThat(compare("0.01", new Bounds(100, 120), new Bounds(118, 140)).verdict())
        .isEqualTo(UNDECIDABLE);
  }

  @Test
  void differenceExactlyAtTheLimitIsAccepted() {
    assertThat(compare("0.13", exactly(100), exactly(113)).verdict()).isEqualTo(PROVED_EQUAL);
    assertThat(compare("0.13", exactly(100), exactly(114)).verdict()).isEqualTo(PROVED_DIFFERENT);
  }

  @Test
  void oneEventAgainstNoneIsADifferenceAtAnyTolerance() {
    assertThat(compare("1", exactly(0), exactly(1)).verdict()).isEqualTo(PROVED_DIFFERENT);
  }

  @Test
  void withoutAnUpperBoundNothingIsEqual() {
    Finding finding = compare("1", exactly(5), new Bounds(5, Double.POSITIVE_INFINITY));

    assertThat(finding.verdict()).isEqualTo(UNDECIDABLE);
    assertThat(finding.remedy()).isEqualTo("a later scrape of candidate");
  }

  @Test
  void theRemedyIsSaidInMinutes() {
    Finding finding = compare("0.01", new Bounds(900, 1000), new Bounds(890, 1010));

    assertThat(finding.remedy()).contains("a window of about 118 minutes");
  }

  @Test
  void whereTheDifferenceLiesAtTheToleranceNoWindowHelps() {
    Finding finding = compare("0.01", new Bounds(100_000, 100_001), new Bounds(100_999, 101_002));

    assertThat(finding.because()).contains("no window decides");
  }

  private static Finding compare(String tolerance, Bounds legacy, Bounds candidate) {
    Tolerance relative = Tolerance.relative(new BigDecimal(tolerance));
    return new CounterRule(relative, new Remedy(15.2, 20))
        .compare(legacy, candidate, Wording.counted("requests"));
  }

  private static Bounds exactly(double count) {
    return new Bounds(count, count);
  }
}
