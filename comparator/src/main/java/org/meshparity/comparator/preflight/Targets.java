package org.meshparity.comparator.preflight;

import java.util.List;
import java.util.stream.Collectors;
import org.meshparity.comparator.preflight.TargetFacts.OneTarget;

/** How targets are told of. */
final class Targets {

  static final String DOWN_REMEDY =
      "look at the target's metrics page from where it is scraped, and at the error that the"
          + " scraper's list of targets shows";

  private static final int SHOWN = 3;

  private Targets() {}

  static String howMany(int some, int all) {
    if (some == all) {
      return all == 1 ? "its only target" : "all " + all + " targets";
    }
    return some + " of " + all + " targets";
  }

  /** Each with when it was last scraped. */
  static String down(PreflightSide side, List<OneTarget> down) {
    return list(down.stream().map(one -> name(one) + " " + since(side, one)).toList());
  }

  private static String since(PreflightSide side, OneTarget one) {
    return one.lastGood() < 0
        ? "at least since " + side.shownTime(one.first())
        : "since " + side.shownTime(one.lastGood());
  }

  static String names(List<OneTarget> targets) {
    return list(targets.stream().map(Targets::name).toList());
  }

  static String name(OneTarget one) {
    String cluster = one.target().cluster().isEmpty() ? "" : one.target().cluster() + "/";
    return cluster + one.target().job() + "/" + one.target().instance();
  }

  /** The first few. */
  static String list(List<String> all) {
    String shown = all.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return all.size() > SHOWN ? shown + " and " + (all.size() - SHOWN) + " more" : shown;
  }
}
