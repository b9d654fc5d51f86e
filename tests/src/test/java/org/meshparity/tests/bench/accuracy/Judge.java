package org.meshparity.tests.bench.accuracy;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.tests.bench.accuracy.Judgement.Mistake;

/**
 * Holds checks against the truth about one mesh: what its processes counted during the times that
 * the check says were compared. Knows nothing of how the engine comes to a verdict.
 */
final class Judge {

  static final BigDecimal TOLERANCE = new BigDecimal("0.01");

  private static final BigDecimal NANOS_PER_MS = BigDecimal.valueOf(1_000_000);

  private final Truth truth;

  Judge(Truth truth) {
    this.truth = truth;
  }

  Judgement judge(Said said) {
    Measured legacy = measured(said, Generation.LEGACY);
    Measured candidate = measured(said, Generation.CANDIDATE);
    if (!truth.groups().containsKey(said.group())) {
      return new Judgement(false, Mistake.FALSE_DIFFERENT, "no such group");
    }
    return switch (said.claim()) {
      case "presence" -> presence(said, legacy, candidate);
      case "distribution" -> distribution(said, legacy, candidate);
      default -> numbers(said, number(said, legacy), number(said, candidate));
    };
  }

  private Measured measured(Said said, Generation generation) {
    return truth.measured(generation, said.family(), said.group(), said.pieces());
  }

  private Judgement presence(Said said, Measured legacy, Measured candidate) {
    boolean differs = legacy.count() > 0 != candidate.count() > 0;
    boolean missing = said.verdict().startsWith("MISSING_");
    Measured gone = said.verdict().equals("MISSING_LEGACY") ? legacy : candidate;
    if (missing && (!differs || gone.count() > 0)) {
      return new Judgement(differs, Mistake.FALSE_DIFFERENT, counts(legacy, candidate));
    }
    if (said.verdict().equals("PROVED_EQUAL")
        && ever(said, Generation.LEGACY) != ever(said, Generation.CANDIDATE)) {
      return new Judgement(true, Mistake.FALSE_EQUAL, "one side never counted anything");
    }
    return Judgement.right(differs);
  }

  private boolean ever(Said said, Generation generation) {
    List<long[]> always = List.of(new long[] {-1, Windows.SPAN.end()});
    return truth.measured(generation, said.family(), said.group(), always).count() > 0;
  }

  /** Two laws differ if shares do, and where the report names a range, if the counts in it do. */
  private static Judgement distribution(Said said, Measured legacy, Measured candidate) {
    if (legacy.count() == 0 || candidate.count() == 0) {
      return Judgement.right(false);
    }
    BigDecimal distance = Measured.distance(legacy, candidate);
    boolean shares = distance.compareTo(TOLERANCE) > 0;
    String why = "distance " + distance;
    if (!said.gap() || shares) {
      return verdict(said, shares, why);
    }
    NamedRange range = NamedRange.of(said.because(), unit(said));
    BigDecimal one = BigDecimal.valueOf(range.count(legacy));
    BigDecimal two = BigDecimal.valueOf(range.count(candidate));
    return verdict(said, apart(one, two), why + ", in the range named " + one + " : " + two);
  }

  private static boolean apart(BigDecimal legacy, BigDecimal candidate) {
    return candidate.subtract(legacy).abs().compareTo(TOLERANCE.multiply(legacy)) > 0;
  }

  private static BigDecimal unit(Said said) {
    return said.family() == Family.DURATION ? NANOS_PER_MS : BigDecimal.ONE;
  }

  private static Judgement verdict(Said said, boolean differs, String why) {
    if (said.gap() && !differs) {
      return new Judgement(false, Mistake.FALSE_DIFFERENT, why);
    }
    if (said.verdict().equals("PROVED_EQUAL") && differs) {
      return new Judgement(true, Mistake.FALSE_EQUAL, why);
    }
    return Judgement.right(differs);
  }

  private Judgement numbers(
      Said said, @Nullable BigDecimal legacy, @Nullable BigDecimal candidate) {
    if (legacy == null || candidate == null) {
      return Judgement.right(false); // a mean of nothing
    }
    BigDecimal difference = candidate.subtract(legacy).abs();
    String why = legacy + " : " + candidate;
    boolean differs = apart(legacy, candidate);
    Judgement judged = verdict(said, differs, why);
    if (judged.mistake() != Mistake.NONE) {
      return judged;
    }
    boolean missing = said.verdict().startsWith("MISSING_");
    BigDecimal gone = said.verdict().equals("MISSING_LEGACY") ? legacy : candidate;
    boolean wrong =
        said.legacy().excludes(legacy)
            || said.candidate().excludes(candidate)
            || (said.atLeast() != null && difference.compareTo(said.atLeast()) < 0)
            || (missing && gone.signum() > 0)
            || (said.verdict().equals("NO_DATA") && legacy.add(candidate).signum() > 0);
    return wrong ? new Judgement(differs, Mistake.WRONG_NUMBERS, why) : judged;
  }

  private static @Nullable BigDecimal number(Said said, Measured measured) {
    BigDecimal unit = unit(said);
    return switch (said.claim()) {
      case "increase" ->
          said.family() == Family.TCP_SENT ? measured.sum() : BigDecimal.valueOf(measured.count());
      case "bucket", "threshold" -> upTo(said.bound(), unit, measured);
      case "mean" -> measured.count() == 0 ? null : measured.mean().divide(unit);
      case "quantile" -> quantile(said.quantile(), unit, measured);
      default -> throw new IllegalStateException("no such claim: " + said.text());
    };
  }

  /** A bound of whole values includes itself; no duration lies on one. */
  private static @Nullable BigDecimal upTo(
      @Nullable BigDecimal bound, BigDecimal unit, Measured measured) {
    return bound == null
        ? null
        : BigDecimal.valueOf(measured.upTo(bound.multiply(unit).longValueExact()));
  }

  private static @Nullable BigDecimal quantile(
      @Nullable BigDecimal q, BigDecimal unit, Measured measured) {
    return q == null || measured.count() == 0
        ? null
        : BigDecimal.valueOf(measured.quantile(q)).divide(unit);
  }

  private static String counts(Measured legacy, Measured candidate) {
    return legacy.count() + " : " + candidate.count();
  }
}
