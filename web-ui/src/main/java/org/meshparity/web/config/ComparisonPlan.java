package org.meshparity.web.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.run.RunLimits;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.source.ClusteredSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SideRules;
import org.meshparity.web.schedule.ScheduledComparison;

/**
 * A comparison as settings describe it; what they leave out is the pack's.
 *
 * @param tolerance relative, 0 to 1
 * @param mode what the two sides have in common
 * @param limits how much one run may ask of its servers
 */
public record ComparisonPlan(
    String name,
    Pack pack,
    Side legacy,
    Side candidate,
    Duration window,
    Duration every,
    BigDecimal tolerance,
    Mode mode,
    RunLimits limits) {

  /** How much time is compared unless told otherwise. */
  public static final Duration WINDOW = Duration.ofHours(1);

  /** How often unless told otherwise. */
  public static final Duration EVERY = Duration.ofMinutes(5);

  /** 1 % unless told otherwise. */
  public static final BigDecimal TOLERANCE = new BigDecimal("0.01");

  /** Of the same requests, unless a side is read earlier: those are others. */
  public ComparisonPlan(
      String name,
      Pack pack,
      Side legacy,
      Side candidate,
      Duration window,
      Duration every,
      BigDecimal tolerance) {
    this(
        name,
        pack,
        legacy,
        candidate,
        window,
        every,
        tolerance,
        legacy.offset().isZero() && candidate.offset().isZero() ? Mode.PAIRED : Mode.UNPAIRED,
        RunLimits.DEFAULT);
  }

  public ComparisonPlan {
    ScheduledComparison.checkName(name);
  }

  /**
   * The same in a mode that was given.
   *
   * @throws IllegalArgumentException if sides that are read at different times are to be compared
   *     as if they had observed the same requests
   */
  ComparisonPlan in(Optional<Mode> given) {
    Mode wanted = given.orElse(mode);
    if (mode == Mode.UNPAIRED && wanted != Mode.UNPAIRED) {
      throw new IllegalArgumentException(
          "offset compares different requests, so mode must be unpaired or left out, was "
              + wanted.word());
    }
    return new ComparisonPlan(
        name, pack, legacy, candidate, window, every, tolerance, wanted, limits);
  }

  /** The same, its runs within other limits. */
  public ComparisonPlan within(RunLimits others) {
    return new ComparisonPlan(
        name, pack, legacy, candidate, window, every, tolerance, mode, others);
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
        new ComparisonSettings(
            name, pack, from, to, window, tolerance, clocks, GatePolicy.DEFAULT, mode);
    return ScheduledComparison.of(settings, limits, every, new Comparison(settings).settle());
  }

  /**
   * One side.
   *
   * @param selector the pack's if empty
   * @param scrapeInterval the pack's if empty
   * @param offset how much earlier than the window it is read
   */
  public record Side(
      SampleSource source,
      Optional<LabelMatchers> selector,
      Optional<Duration> scrapeInterval,
      Duration offset) {

    /** Read at the window's own time. */
    public Side(
        SampleSource source, Optional<LabelMatchers> selector, Optional<Duration> scrapeInterval) {
      this(source, selector, scrapeInterval, Duration.ZERO);
    }

    private SideSettings settings(SideRules rules) {
      LabelMatchers chosen = selector.orElse(rules.selector());
      ClusteredSource.refuseNamed(source, chosen);
      return new SideSettings(
          source, chosen, scrapeInterval.orElse(rules.scrapeInterval()), offset);
    }
  }
}
