package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;

/**
 * A series that stood still so long that it may have expired, returned and counted up to the same
 * number unseen (SEMANTICS 2, "Expiry"). What stays open for that reason alone is not decided by a
 * longer window or a pause of the traffic, which only let it stand still longer: it takes a window
 * without that time.
 *
 * @param legacy the side as if nothing had been hidden
 * @param candidate the same
 * @param side which one may hide something, in words
 */
record HiddenExpiry(SideGains legacy, SideGains candidate, String side) {

  private static final String REMEDY =
      "a window that begins after the series changed again or ends before it stood still so long";

  /** Empty if neither side may hide anything. */
  static Optional<HiddenExpiry> between(@Nullable Gains legacy, @Nullable Gains candidate) {
    if (legacy == null || candidate == null || !(legacy.mayHide() || candidate.mayHide())) {
      return Optional.empty();
    }
    String side = legacy.mayHide() ? "legacy" : "candidate";
    return Optional.of(
        new HiddenExpiry(
            SideGains.of(legacy.asIfNothingHid()),
            SideGains.of(candidate.asIfNothingHid()),
            legacy.mayHide() && candidate.mayHide() ? "either side" : side));
  }

  /**
   * The same judgements, with what decides those that are open.
   *
   * @param without how they would be if nothing had been hidden
   */
  List<Judgement> tell(List<Judgement> judgements, List<Judgement> without) {
    return judgements.stream().map(judgement -> tell(judgement, without)).toList();
  }

  private Judgement tell(Judgement judgement, List<Judgement> without) {
    if (!(judgement.finding() instanceof Undecidable open) || open.want() == Want.RESOLUTION) {
      return judgement;
    }
    String reason =
        open.reason()
            + "; a series of "
            + side
            + " stood still so long that it may have expired and counted again unseen";
    return judgement.found(
        without.stream()
            .filter(other -> sameClaim(judgement, other))
            .findFirst()
            .filter(other -> other.finding() instanceof Undecidable)
            .map(other -> new Undecidable(reason, both(other.finding()), Want.TIME))
            .orElseGet(() -> new Undecidable(reason, REMEDY, Want.TIME)));
  }

  private static String both(Finding other) {
    String remedy = other.remedy();
    return remedy == null ? REMEDY : remedy + ", if it is also " + REMEDY;
  }

  private static boolean sameClaim(Judgement one, Judgement other) {
    return one.claim() == other.claim()
        && same(one.bound(), other.bound())
        && same(one.quantile(), other.quantile());
  }

  private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other == null : other != null && one.compareTo(other) == 0;
  }
}
