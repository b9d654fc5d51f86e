package org.meshparity.comparator.run;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.gate.KnownDifferences;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.rules.KnownDifference;

/**
 * Which known difference of the pack explains a gap. None does where statistics compare, since such
 * differences are bounded in counts.
 */
final class Explained {

  private final @Nullable KnownDifferences known;

  Explained(Terms terms) {
    this.known =
        terms.mode() == Mode.UNPAIRED
            ? null
            : new KnownDifferences(terms.pack().knownDifferences());
  }

  /** The one that explains a judgement; null if it is no gap, or none does. */
  @Nullable KnownDifference by(Group group, Judgement judgement) {
    if (known == null || !judgement.finding().verdict().isGap()) {
      return null;
    }
    boolean presence = judgement.claim() == Claim.PRESENCE;
    Bounds legacy = judgement.legacy();
    Bounds candidate = judgement.candidate();
    return known.explaining(
        group.metric(),
        judgement.claim().name().toLowerCase(Locale.ROOT),
        group.labels(),
        presence || legacy == null ? group.legacy() : legacy,
        presence || candidate == null ? group.candidate() : candidate,
        judgement.finding().atLeast());
  }
}
