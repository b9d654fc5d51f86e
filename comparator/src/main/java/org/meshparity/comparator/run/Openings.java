package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.envelope.Divergence;
import org.meshparity.comparator.envelope.Divergence.Opening;
import org.meshparity.comparator.envelope.Layout;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.SharedBucket;
import org.meshparity.rules.MetricRule;

/**
 * When proved gaps opened. It takes raw samples, which a server's sums do not leave behind, so that
 * only the groups with most traffic are asked for again.
 */
final class Openings {

  /** So many groups at most are read again for their samples. */
  static final int MOST_GROUPS = 40;

  /** Gets both sides' samples of a group. */
  @FunctionalInterface
  interface Samples {
    /** Both sides; null if they cannot be had, or tell something else than was judged. */
    @Nullable Both of(MetricRule metric, Map<String, String> labels, GroupReading reading)
        throws SourceUnavailable;
  }

  /** Both sides of a group, sample by sample. */
  record Both(RawGroup legacy, RawGroup candidate) {}

  /** When one gap opened, by the position of its judgement in the group. */
  record Dated(int judgement, Divergence.Opening opening) {}

  /** Where there is no time in which anything could have opened. */
  static final Openings NONE = new Openings(new IdentityHashMap<>());

  private final IdentityHashMap<Group, List<Dated>> groups;

  private Openings(IdentityHashMap<Group, List<Dated>> groups) {
    this.groups = groups;
  }

  /** Of all groups with gaps in counts, the ones with most traffic first. */
  static Openings of(Map<Group, GroupReading> readings, List<MetricRule> metrics, Samples samples) {
    return of(
        readings,
        (group, reading) -> {
          MetricRule metric =
              metrics.stream()
                  .filter(one -> one.name().equals(group.metric()))
                  .findFirst()
                  .orElseThrow();
          Both both = both(group, reading, metric, samples);
          return both == null ? List.of() : dated(metric, group, reading, both);
        });
  }

  /**
   * The same where somebody knows when the gaps of a group opened.
   *
   * @param known asked only about the groups with most traffic
   */
  static Openings of(
      Map<Group, GroupReading> readings, BiFunction<Group, GroupReading, List<Dated>> known) {
    IdentityHashMap<Group, List<Dated>> groups = new IdentityHashMap<>();
    readings.entrySet().stream()
        .filter(entry -> entry.getKey().hasGap())
        .filter(entry -> entry.getKey().judgements().stream().anyMatch(Openings::dated))
        .sorted(Comparator.comparingDouble(entry -> -entry.getKey().traffic()))
        .limit(MOST_GROUPS)
        .forEach(
            entry -> groups.put(entry.getKey(), known.apply(entry.getKey(), entry.getValue())));
    return new Openings(groups);
  }

  /** All that is known of a group. */
  List<Dated> of(Group group) {
    return groups.getOrDefault(group, List.of());
  }

  private static @Nullable Both both(
      Group group, GroupReading reading, MetricRule metric, Samples samples) {
    try {
      return samples.of(metric, group.labels(), reading);
    } catch (SourceUnavailable gone) {
      return null; // the gap stays proved; only its beginning is not known
    }
  }

  private static List<Dated> dated(
      MetricRule metric, Group group, GroupReading reading, Both both) {
    List<Dated> all = new ArrayList<>();
    List<Judgement> judgements = group.judgements();
    for (int i = 0; i < judgements.size(); i++) {
      Judgement judgement = judgements.get(i);
      Opening opening = dated(judgement) ? opening(metric, reading, both, judgement) : null;
      if (opening != null) {
        all.add(new Dated(i, opening));
      }
    }
    return all;
  }

  /** A proved gap in something that is counted up. */
  private static boolean dated(Judgement judgement) {
    return judgement.finding().verdict().isGap()
        && switch (judgement.claim()) {
          case PRESENCE, INCREASE, BUCKET, THRESHOLD -> true;
          case MEAN, QUANTILE, DISTRIBUTION -> false;
        };
  }

  /**
   * When the gap of one claim opened; null if it is none, or nothing tells.
   *
   * @param judgement its position among the group's judgements
   */
  @Nullable Opening of(Group group, int judgement) {
    for (Dated dated : of(group)) {
      if (dated.judgement() == judgement) {
        return dated.opening();
      }
    }
    return null;
  }

  private static @Nullable Opening opening(
      MetricRule metric, GroupReading reading, Both both, Judgement judgement) {
    Divergence divergence = divergence(metric, both, judgement);
    if (divergence == null || reading.pieces().empty()) {
      return null;
    }
    List<Pieces.Piece> pieces = reading.pieces().list();
    Opening opening = divergence.opening(reading.pieces());
    return opening == null
        ? new Opening(pieces.get(pieces.size() - 1).end(), pieces.get(0).start())
        : opening; // that it is proved over all pieces says at least when it was there
  }

  private static @Nullable Divergence divergence(
      MetricRule metric, Both both, Judgement judgement) {
    if (judgement.claim() == Claim.PRESENCE || judgement.claim() == Claim.INCREASE) {
      return new Divergence(both.legacy(), RawGroup.COUNT, both.candidate(), RawGroup.COUNT);
    }
    Layout one = both.legacy().layout();
    Layout two = both.candidate().layout();
    SharedBucket shared =
        one == null || two == null ? null : SharedBucket.of(metric, one, two, judgement.bound());
    return shared == null
        ? null
        : new Divergence(both.legacy(), shared.legacy(), both.candidate(), shared.candidate());
  }
}
