package org.meshparity.web.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SideRules;
import org.meshparity.web.schedule.ScheduledComparison;

/**
 * A comparison as settings describe it; what they leave out is the pack's.
 *
 * @param tolerance relative, 0 to 1
 */
public record ComparisonPlan(
    String name,
    Pack pack,
    Side legacy,
    Side candidate,
    Duration window,
    Duration every,
    BigDecimal tolerance) {

  /** How much time is compared unless told otherwise. */
  public static final Duration WINDOW = Duration.ofHours(1);

  /** How often unless told otherwise. */
  public static final Duration EVERY = Duration.ofMinutes(5);

  /** 1 % unless told otherwise. */
  public static final BigDecimal TOLERANCE = new BigDecimal("0.01");

  public ComparisonPlan {
    ScheduledComparison.checkName(name);
  }

  /** Ready to be repeated. */
  public ScheduledComparison scheduled() {
    SideSettings from = legacy.settings(pack.legacy());
    SideSettings to = candidate.settings(pack.candidate());
    Duration clocks =
        legacy.source().name().equals(candidate.source().name())
            ? Duration.ZERO
            : ComparisonSettings.TWO_CLOCKS;
    ComparisonSettings settings =
        new ComparisonSettings(name, pack, from, to, window, tolerance, clocks, GatePolicy.DEFAULT);
    return ScheduledComparison.of(settings, every, new Comparison(settings).settle());
  }

  /**
   * One side.
   *
   * @param selector the pack's if empty
   * @param scrapeInterval the pack's if empty
   */
  public record Side(
      SampleSource source, Optional<LabelMatchers> selector, Optional<Duration> scrapeInterval) {

    private SideSettings settings(SideRules rules) {
      return new SideSettings(
          source, selector.orElse(rules.selector()), scrapeInterval.orElse(rules.scrapeInterval()));
    }
  }
}
