package org.meshparity.comparator.simulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.report.Report.Interval;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/**
 * Holds every check of a report against the truth of the worlds it is about: bounds must contain
 * it, and no verdict may contradict it.
 */
public final class Judge {

  private final long epochMs;
  private final BigDecimal tolerance;
  private final Map<String, World> worlds = new HashMap<>();

  public Judge(long epochMs, BigDecimal tolerance, List<World> worlds) {
    this.epochMs = epochMs;
    this.tolerance = tolerance;
    worlds.forEach(world -> this.worlds.put("" + world.index(), world));
  }

  /** Adds all checks of a report to a tally. */
  public void judge(Report report, Tally tally) {
    for (Check check : report.checks()) {
      World world = worlds.get(check.group().get(SimulatedMesh.WORLD));
      if (world == null) {
        throw new IllegalStateException("a check about no world: " + check);
      }
      Family family = Family.of(check.metric());
      String group = check.group().get(SimulatedMesh.GROUP);
      if (!world.broken(family, group).isEmpty()) {
        tally.excluded(world);
        continue;
      }
      Truths truths = Truths.of(world, family, group, check, windows(check));
      Optional<String> wrong = wrong(check, truths);
      tally.judged(world, check, wrong);
    }
  }

  private Optional<String> wrong(Check check, Truths truths) {
    return outside("legacy", check.legacy(), truths.legacy())
        .or(() -> outside("candidate", check.candidate(), truths.candidate()))
        .or(() -> wrongVerdict(check, truths));
  }

  private static Optional<String> outside(String side, Interval bounds, BigDecimal truth) {
    if (bounds == null || truth == null) {
      return Optional.empty();
    }
    boolean below = bounds.lower() != null && truth.compareTo(bounds.lower()) < 0;
    boolean above = bounds.upper() != null && truth.compareTo(bounds.upper()) > 0;
    return below || above
        ? Optional.of(side + " truth " + truth + " outside " + bounds)
        : Optional.empty();
  }

  private Optional<String> wrongVerdict(Check check, Truths truths) {
    if (truths.legacy() == null || truths.candidate() == null) {
      return Optional.empty();
    }
    BigDecimal difference = truths.candidate().subtract(truths.legacy()).abs();
    boolean equal = difference.compareTo(tolerance.multiply(truths.legacy())) <= 0;
    boolean wrong =
        switch (check.verdict()) {
          case PROVED_EQUAL -> !equal && check.claim() != Claim.PRESENCE;
          case PROVED_DIFFERENT, MISSING_CANDIDATE, MISSING_LEGACY ->
              equal
                  || (check.atLeast() != null && difference.compareTo(check.atLeast()) < 0)
                  || missingButThere(check.verdict(), truths);
          case NO_DATA -> truths.legacy().signum() > 0 || truths.candidate().signum() > 0;
          case UNDECIDABLE, NOT_COMPARABLE -> false;
        };
    return wrong
        ? Optional.of(check.verdict() + " but " + truths.legacy() + " : " + truths.candidate())
        : Optional.empty();
  }

  private static boolean missingButThere(Verdict verdict, Truths truths) {
    return (verdict == Verdict.MISSING_CANDIDATE && truths.candidate().signum() > 0)
        || (verdict == Verdict.MISSING_LEGACY && truths.legacy().signum() > 0);
  }

  private List<long[]> windows(Check check) {
    List<long[]> windows = new ArrayList<>();
    for (Report.Evidence evidence : check.evidence()) {
      if (evidence.side().equals("pieces")) {
        for (String piece : evidence.query().split(",")) {
          if (piece.isEmpty()) continue;
          String[] ends = piece.split("-");
          windows.add(
              new long[] {
                (Long.parseLong(ends[0]) - epochMs) * 1000,
                (Long.parseLong(ends[1]) - epochMs) * 1000
              });
        }
        return windows;
      }
    }
    return List.of(new long[] {micros(check.start()), micros(check.end())});
  }

  private long micros(String instant) {
    Instant at = Instant.parse(instant);
    return (at.getEpochSecond() - epochMs / 1000) * Timeline.SECOND
        + at.getNano() / 1000
        - epochMs % 1000 * Timeline.MILLI;
  }
}
