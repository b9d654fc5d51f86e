package org.meshparity.comparator.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.gate.GatePolicy.FailOn;

/**
 * What a run came to. A proof outlives missing data: a gap comes before a source that failed, that
 * before a doubt, and parity last. Empty data is never parity.
 *
 * @param reasons sentences, most important first
 * @param exitCode the outcome's, but for undecided traffic that the policy wants to fail
 * @param retryAfterSeconds when another look may decide more; null if waiting does not help
 */
public record Decision(
    Outcome outcome, int exitCode, List<String> reasons, @Nullable Long retryAfterSeconds) {

  private static final long SOON = 60;

  public Decision {
    reasons = List.copyOf(reasons);
  }

  /** By policy, from the facts of a run that read both sides. */
  public static Decision of(GatePolicy policy, GateFacts facts) {
    int gaps =
        (policy.failOn().contains(FailOn.DIFFERENT) ? facts.different() : 0)
            + (policy.failOn().contains(FailOn.MISSING) ? facts.missing() : 0);
    if (gaps > 0) {
      List<String> reasons = new ArrayList<>();
      reasons.add(
          gaps
              + (gaps == 1 ? " check proves a gap" : " checks prove a gap")
              + " that no known difference covers");
      reasons.addAll(facts.causes());
      return new Decision(Outcome.GAPS, Outcome.GAPS.exitCode(), reasons, null);
    }
    String unscraped = unscraped(policy, facts);
    if (unscraped != null) {
      return new Decision(
          Outcome.UNAVAILABLE, Outcome.UNAVAILABLE.exitCode(), List.of(unscraped), SOON);
    }
    if (facts.traffic() == 0) {
      return new Decision(
          Outcome.NO_DATA,
          Outcome.NO_DATA.exitCode(),
          List.of("no traffic was observed in the window on either side"),
          SOON);
    }
    return byDoubt(policy, facts);
  }

  /**
   * By policy, from the facts of a run whose sources answered in part: what is lacking could change
   * everything, so that it never passes and is never empty.
   *
   * @param why what the sources warned of
   */
  public static Decision ofPartial(GatePolicy policy, GateFacts facts, List<String> why) {
    Decision whole = of(policy, facts);
    return switch (whole.outcome()) {
      case GAPS, UNAVAILABLE -> whole;
      case PARITY, UNDECIDED, NO_DATA -> undecided(policy, why);
    };
  }

  /**
   * Nothing is decided.
   *
   * @param reasons sentences, most important first
   */
  public static Decision undecided(GatePolicy policy, List<String> reasons) {
    boolean fails = policy.failOn().contains(FailOn.UNDECIDED);
    Outcome exit = fails ? Outcome.GAPS : Outcome.UNDECIDED;
    return new Decision(Outcome.UNDECIDED, exit.exitCode(), reasons, SOON);
  }

  private static @Nullable String unscraped(GatePolicy policy, GateFacts facts) {
    double least = policy.minCoverage().doubleValue();
    double worst = Math.min(facts.legacyScraped(), facts.candidateScraped());
    if (worst >= least) {
      return null;
    }
    String side = facts.legacyScraped() <= facts.candidateScraped() ? "legacy" : "candidate";
    return "the "
        + side
        + " targets were scraped for "
        + percent(worst)
        + " of the window, less than the "
        + percent(least)
        + " that --min-coverage wants";
  }

  private static Decision byDoubt(GatePolicy policy, GateFacts facts) {
    BigDecimal undecided = BigDecimal.valueOf(facts.undecided());
    List<String> reasons = new ArrayList<>();
    if (facts.undecided() > 0) {
      reasons.add(percent(facts.undecided()) + " of the traffic is in groups that are not decided");
      facts.remedies().stream()
          .limit(3)
          .map(remedy -> remedy + " would decide it")
          .forEach(reasons::add);
    }
    if (undecided.compareTo(policy.maxUndecided()) > 0) {
      return undecided(policy, reasons);
    }
    reasons.add(0, "traffic was observed, and no gap is proved that nothing explains");
    return new Decision(Outcome.PARITY, Outcome.PARITY.exitCode(), reasons, null);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
