package org.meshparity.comparator.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meshparity.comparator.preflight.FindingsOf.Said;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.preflight.PreflightFinding.Level;
import org.meshparity.rules.KnownDifference;
import org.meshparity.rules.Pack;

/**
 * Tells of the mapped series that are not there: all that are missing for one reason in one
 * sentence, and as a doubt only where nothing can be compared anyway or the pack says that it is
 * so.
 */
final class Missing {

  private final Pack pack;
  private final Looked legacy;
  private final Looked candidate;
  private final FindingsOf findings;
  private final long end;

  Missing(Pack pack, Looked legacy, Looked candidate, FindingsOf findings, long end) {
    this.pack = pack;
    this.legacy = legacy;
    this.candidate = candidate;
    this.findings = findings;
    this.end = end;
  }

  void tell() {
    neither();
    tell(legacy);
    tell(candidate);
  }

  /** What nobody shows, such as TCP metrics where there is no TCP, in one sentence for all. */
  private void neither() {
    Set<String> metrics = new LinkedHashSet<>();
    Set<String> series = new LinkedHashSet<>();
    Set<String> shown = new LinkedHashSet<>();
    for (Looked side : List.of(legacy, candidate)) {
      for (MappedPart part : side.parts()) {
        if (nobodys(part)) {
          metrics.add(part.metric().name());
          series.addAll(part.mains());
          shown.add(part.shown());
        }
      }
    }
    if (!metrics.isEmpty()) {
      findings.add(
          new PreflightFinding(
              Kind.NO_SUCH_NAME,
              Level.DOUBT,
              null,
              List.copyOf(metrics),
              List.copyOf(series),
              "no series of "
                  + String.join(", ", shown)
                  + " on either side, so that nothing of "
                  + String.join(", ", metrics)
                  + " is compared",
              "nothing, if there is no such traffic; else correct the names in the pack, or switch"
                  + " on what emits them",
              null,
              null));
    }
  }

  /** Neither side has or ever had the metric, while others are compared. */
  private boolean nobodys(MappedPart part) {
    String metric = part.metric().name();
    return anyCompared() && unseen(legacy, metric) && unseen(candidate, metric);
  }

  private static boolean unseen(Looked side, String metric) {
    List<MappedPart> parts =
        side.parts().stream().filter(part -> part.metric().name().equals(metric)).toList();
    return parts.stream()
        .allMatch(
            part ->
                side.rung(part)
                    .filter(rung -> rung.id() == Kind.NO_SUCH_NAME || rung.id() == Kind.NEVER_THERE)
                    .isPresent());
  }

  /** What one finding is about. */
  private record Reason(Kind id, Level level, String sentence, String remedy) {}

  private void tell(Looked side) {
    Map<Reason, List<Rung>> reasons = new LinkedHashMap<>();
    for (MappedPart part : side.parts()) {
      side.rung(part)
          .filter(rung -> !nobodys(part))
          .ifPresent(
              rung -> {
                Optional<KnownDifference> known = known(part, side == legacy);
                Level level = known.isPresent() ? Level.NOTE : level(part, side);
                String sentence =
                    rung.sentence()
                        + known.map(one -> " (as the pack's " + one.id() + " says)").orElse("")
                        + (level == Level.DOUBT
                            ? "; other series of " + part.metric().name() + " are there"
                            : "");
                Reason reason = new Reason(rung.id(), level, sentence, rung.remedy());
                reasons.computeIfAbsent(reason, one -> new ArrayList<>()).add(rung);
              });
    }
    reasons.forEach((reason, rungs) -> tell(side, reason, rungs));
  }

  private void tell(Looked side, Reason reason, List<Rung> rungs) {
    List<String> metrics =
        rungs.stream().map(rung -> rung.part().metric().name()).distinct().toList();
    List<String> series =
        rungs.stream().flatMap(rung -> rung.part().mains().stream()).distinct().toList();
    String shown = String.join(", ", rungs.stream().map(rung -> rung.part().shown()).toList());
    findings.add(
        side.side(),
        reason.level(),
        reason.id(),
        metrics,
        series,
        new Said(reason.sentence().replace("%s", shown), reason.remedy()),
        rungs.get(0).query(),
        end);
  }

  /** A part of a metric may be idle for ever; a metric of which nothing is there is a fault. */
  private static Level level(MappedPart part, Looked side) {
    return side.metricsThere().contains(part.metric().name()) ? Level.DOUBT : Level.BLOCKS;
  }

  /** Whether any metric is on both sides. */
  private boolean anyCompared() {
    Set<String> both = legacy.metricsThere();
    both.retainAll(candidate.metricsThere());
    return !both.isEmpty();
  }

  /** Whether the pack says that this side does not have the series at all. */
  private Optional<KnownDifference> known(MappedPart part, boolean onLegacy) {
    KnownDifference.Side more =
        onLegacy ? KnownDifference.Side.CANDIDATE_MORE : KnownDifference.Side.LEGACY_MORE;
    Map<String, String> labels = part.part().labels();
    return pack.knownDifferences().stream()
        .filter(one -> one.metrics().contains(part.metric().name()))
        .filter(one -> one.side() == more || one.side() == KnownDifference.Side.EITHER)
        .filter(one -> one.claims().isEmpty() && one.upTo().doubleValue() >= 1)
        .filter(
            one ->
                one.when().matchers().stream()
                    .allMatch(matcher -> labels.containsKey(matcher.label())))
        .filter(one -> one.when().matches(label -> labels.getOrDefault(label, "")))
        .findFirst();
  }
}
