package org.meshparity.comparator.simulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern PART = Pattern.compile("(\\d\\S+Z) to (\\d\\S+Z)");

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
      Optional<String> wrong = wrong(check, world, family, group);
      tally.judged(world, check, wrong);
    }
  }

  /**
   * A check is about its whole window, or about the parts that it names. Where there are more than
   * it names, its truth lies between that of the whole window and that of all times in which no
   * process began or ended and no scraper was down.
   */
  private Optional<String> wrong(Check check, World world, Family family, String group) {
    long[] window = {micros(check.start()), micros(check.end())};
    List<long[]> compared = compared(check);
    if (!compared.isEmpty() && !check.because().contains(" and more)")) {
      return wrong(check, Truths.of(world, family, group, check, compared));
    }
    Truths whole = Truths.of(world, family, group, check, List.of(window));
    if (compared.isEmpty()) {
      return wrong(check, whole);
    }
    if (check.claim() == Claim.MEAN || check.claim() == Claim.QUANTILE) {
      return Optional.empty();
    }
    Truths calm = Truths.of(world, family, group, check, world.calm(window));
    return outside(check, calm, whole)
        .or(() -> sameEvents(world, whole) ? wrongVerdict(check, whole) : Optional.empty());
  }

  private Optional<String> wrong(Check check, Truths truths) {
    return outside(check, truths, truths).or(() -> wrongVerdict(check, truths));
  }

  /** The parts of the window that a check names; none if it is about all of it. */
  private List<long[]> compared(Check check) {
    String because = check.because();
    int named = because.indexOf("compared: ");
    List<long[]> parts = new ArrayList<>();
    Matcher part = PART.matcher(named < 0 ? "" : because.substring(named));
    while (part.find()) {
      parts.add(new long[] {micros(part.group(1)), micros(part.group(2))});
    }
    return parts;
  }

  /** Whether every part of the window is equal because both sides counted the very same events. */
  private static boolean sameEvents(World world, Truths whole) {
    return world.fault() == Fault.NONE
        && whole.legacy() != null
        && whole.legacy().equals(whole.candidate());
  }

  private static Optional<String> outside(Check check, Truths least, Truths most) {
    return outside("legacy", check.legacy(), least.legacy(), most.legacy())
        .or(() -> outside("candidate", check.candidate(), least.candidate(), most.candidate()));
  }

  private static Optional<String> outside(
      String side, Interval bounds, BigDecimal least, BigDecimal most) {
    if (bounds == null || least == null || most == null) {
      return Optional.empty();
    }
    boolean below = bounds.lower() != null && most.compareTo(bounds.lower()) < 0;
    boolean above = bounds.upper() != null && least.compareTo(bounds.upper()) > 0;
    return below || above
        ? Optional.of(side + " truth " + least + ".." + most + " outside " + bounds)
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

  private long micros(String instant) {
    Instant at = Instant.parse(instant);
    return (at.getEpochSecond() - epochMs / 1000) * Timeline.SECOND
        + at.getNano() / 1000
        - epochMs % 1000 * Timeline.MILLI;
  }
}
