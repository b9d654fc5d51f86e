package org.meshparity.comparator.cause;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Verdict;

/**
 * Equal counts of values that are a thousand times too large or too small: one side writes another
 * unit than it says.
 */
final class UnitMismatch implements Causes.Detector {

  @Override
  public List<CauseFound> find(Scene scene) {
    BitSet rows = scene.open(UnitMismatch::isShifted);
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Group> shifted = scene.rows().groups(rows);
    Set<String> metrics = shifted.stream().map(Group::metric).collect(Collectors.toSet());
    BitSet others =
        scene.rows().where(group -> metrics.contains(group.metric()) && group.traffic() > 0);
    others.andNot(rows);
    Judgement mean = shifted.get(0).of(Claim.MEAN).orElseThrow();
    String title =
        "values of "
            + shifted.get(0).metric()
            + " differ by a factor of 1000 in "
            + Text.groups(shifted.size())
            + " while their counts agree: one side writes another unit than it says";
    boolean proved =
        shifted.stream()
            .map(group -> group.of(Claim.MEAN).flatMap(UnitMismatch::factor))
            .allMatch(factor -> factor.map(UnitMismatch::isNarrow).orElse(false));
    return List.of(
        new CauseFound(
                "unit-mismatch",
                title,
                proved,
                scene.conditions().telling(rows, others),
                shifted,
                List.of(evidence(mean)))
            .seenBy(new CauseFound.View(CauseFound.View.Shows.MEAN, List.of())));
  }

  /** The counts are not different, the means are, and a factor of 1000 either way fits them. */
  private static boolean isShifted(Group group) {
    return group.countFits()
        && group
            .of(Claim.MEAN)
            .filter(mean -> mean.finding().verdict() == Verdict.PROVED_DIFFERENT)
            .flatMap(UnitMismatch::factor)
            .map(factor -> fits(factor, 1000) || fits(factor, 0.001))
            .orElse(false);
  }

  /** Bounds of candidate's mean as a multiple of legacy's. */
  private static Optional<Bounds> factor(Judgement mean) {
    Bounds legacy = mean.legacy();
    Bounds candidate = mean.candidate();
    if (legacy == null || candidate == null || legacy.lower() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Bounds(candidate.lower() / legacy.upper(), candidate.upper() / legacy.lower()));
  }

  private static boolean fits(Bounds factor, double wanted) {
    return factor.lower() <= wanted
        && factor.upper() >= wanted
        && (wanted > 1 ? factor.lower() > 100 : factor.upper() < 0.3);
  }

  private static boolean isNarrow(Bounds factor) {
    return factor.lower() > 0 && factor.upper() / factor.lower() < 1.5;
  }

  private static String evidence(Judgement mean) {
    Bounds legacy = mean.legacy();
    Bounds candidate = mean.candidate();
    return String.format(
        Locale.ROOT,
        "e.g. a mean of %.3f to %.3f %s on the legacy side against %.3f to %.3f on the candidate side",
        legacy == null ? 0 : legacy.lower(),
        legacy == null ? 0 : legacy.upper(),
        mean.unit(),
        candidate == null ? 0 : candidate.lower(),
        candidate == null ? 0 : candidate.upper());
  }
}
