package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Finding.Different;
import org.meshparity.comparator.verdict.Finding.Equal;
import org.meshparity.comparator.verdict.Finding.More;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;

/**
 * Compares two counted amounts (SEMANTICS 2). The inequalities are exact for the boxes that the
 * bounds span, and computed in decimals: in doubles 1.13 x 100 is less than 113, which would be a
 * false alarm on the edge.
 */
public final class CounterRule {

  private final Tolerance tolerance;
  private final Remedy remedy;

  /** For one pair of sides. */
  public CounterRule(Tolerance tolerance, Remedy remedy) {
    this.tolerance = tolerance;
    this.remedy = remedy;
  }

  /**
   * Compares two amounts in one unit.
   *
   * @param wording how a difference is told
   */
  public Finding compare(Bounds legacy, Bounds candidate, Wording wording) {
    BigDecimal more = excess(legacy, candidate);
    if (more != null) {
      return new Different(more, More.CANDIDATE, wording.tell(more, More.CANDIDATE));
    }
    BigDecimal less = deficit(legacy, candidate);
    if (less != null) {
      return new Different(less, More.LEGACY, wording.tell(less, More.LEGACY));
    }
    return equal(legacy, candidate) ? Equal.EQUAL : undecidable(legacy, candidate);
  }

  /** By how much the candidate certainly counted more, or null if not beyond the tolerance. */
  @Nullable BigDecimal excess(Bounds legacy, Bounds candidate) {
    if (!(candidate.lower() > legacy.upper())) {
      return null; // no tolerance can make it smaller than equal; and infinity ends here
    }
    return tolerance.reaches(candidate.lower(), legacy.upper())
        ? null
        : Numbers.exact(candidate.lower()).subtract(Numbers.exact(legacy.upper()));
  }

  /** By how much the candidate certainly counted less, or null if not beyond the tolerance. */
  @Nullable BigDecimal deficit(Bounds legacy, Bounds candidate) {
    if (!(candidate.upper() < legacy.lower())) {
      return null;
    }
    return tolerance.keeps(candidate.upper(), legacy.lower())
        ? null
        : Numbers.exact(legacy.lower()).subtract(Numbers.exact(candidate.upper()));
  }

  private boolean equal(Bounds legacy, Bounds candidate) {
    if (!legacy.bounded() || !candidate.bounded()) {
      return false;
    }
    if (candidate.upper() <= legacy.lower() && candidate.lower() >= legacy.upper()) {
      return true; // the same number: no tolerance can make it differ
    }
    return tolerance.reaches(candidate.upper(), legacy.lower())
        && tolerance.keeps(candidate.lower(), legacy.upper());
  }

  private Finding undecidable(Bounds legacy, Bounds candidate) {
    if (!legacy.bounded() || !candidate.bounded()) {
      String side = legacy.bounded() ? "candidate" : "legacy";
      return new Undecidable(
          "no sample bounds what " + side + " counted", "a later scrape of " + side, Want.DATA);
    }
    return remedy.forWidth(legacy, candidate, tolerance);
  }
}
