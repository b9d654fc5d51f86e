package org.meshparity.comparator.run;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.BrokenSamples;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.verdict.SideGains;
import org.meshparity.rules.MetricRule;

/** What samples that were cut into lives say of both sides of a group over one window. */
final class SampledGroups {

  private final SideRun legacy;
  private final SideRun candidate;
  private final Mode mode;
  private final Window window;
  private final @Nullable Quiet quiet;

  /**
   * Over one window.
   *
   * @param quiet in drained mode, whether the load had stopped
   */
  SampledGroups(
      SideRun legacy, SideRun candidate, Mode mode, Window window, @Nullable Quiet quiet) {
    this.legacy = legacy;
    this.candidate = candidate;
    this.mode = mode;
    this.window = window;
    this.quiet = quiet;
  }

  Window window() {
    return window;
  }

  /** Of either side, any group that no sample shows. */
  record Unseen(RawGroup legacy, RawGroup candidate) {}

  /** Of a metric, for all of its groups. */
  Unseen unseen(MetricRule metric) {
    return new Unseen(
        Readings.unseen(legacy, metric.legacy()), Readings.unseen(candidate, metric.candidate()));
  }

  /** What both sides came to. */
  GroupReading of(RawBoth samples, MetricRule metric, GroupKey key, Unseen unseen) {
    if (!samples.has(metric, key)) {
      throw new IllegalStateException("the samples of " + key + " were never read");
    }
    RawGroup one = samples.of(legacy, metric, key);
    RawGroup two = samples.of(candidate, metric, key);
    RawGroup before = one == null ? unseen.legacy() : one;
    RawGroup after = two == null ? unseen.candidate() : two;
    Pieces pieces = Pieces.seenByBoth(window.start(), window.end(), before, after);
    return new GroupReading(
        key,
        inBlocks(side(metric, pieces, before, one != null), before),
        inBlocks(side(metric, pieces, after, two != null), after),
        pieces,
        quiet == null ? null : quiet.lacking(metric, before, after));
  }

  /** Only statistics need to know when it was counted. */
  private SideGains inBlocks(SideGains side, RawGroup group) {
    long interval = Math.max(legacy.interval(), candidate.interval());
    return mode == Mode.UNPAIRED ? side.in(group.blocks(window, interval)) : side;
  }

  private SideGains side(MetricRule metric, Pieces pieces, RawGroup group, boolean seen) {
    if (pieces.empty()) {
      return SideGains.broken(
          "no part of the window was scraped without a restart or an outage on both sides"
              + legacy.ceased()
              + candidate.ceased());
    }
    try {
      long stopped = quiet == null ? Long.MIN_VALUE : quiet.stopped();
      Gains gains = group.gains(pieces, GroupReading.none(metric), stopped);
      return seen ? SideGains.of(gains) : SideGains.absent(gains);
    } catch (BrokenSamples e) {
      return SideGains.broken(e.reason());
    }
  }
}
