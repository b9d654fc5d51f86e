package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.meshparity.comparator.cause.CauseQuery;
import org.meshparity.comparator.cause.SenderFailures;
import org.meshparity.comparator.envelope.BrokenSamples;
import org.meshparity.comparator.envelope.Delays;
import org.meshparity.comparator.envelope.Layout;
import org.meshparity.comparator.envelope.Named;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.RawMetric;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Losses;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.PromqlName;
import org.meshparity.rules.SeriesPart;

/** Reads what senders count as failed, as bounds over the window like any other counter. */
final class SenderCounters {

  private final Pack pack;
  private final SideRun legacy;
  private final SideRun candidate;

  SenderCounters(Pack pack, SideRun legacy, SideRun candidate) {
    this.pack = pack;
    this.legacy = legacy;
    this.candidate = candidate;
  }

  List<SenderFailures> read(Window window) throws SourceUnavailable {
    List<SenderFailures> failures = new ArrayList<>();
    for (Losses losses : pack.losses()) {
      SideRun side = losses.onLegacy() ? legacy : candidate;
      try {
        failures.add(
            new SenderFailures(
                losses.ofLegacy(),
                losses.series(),
                counted(side, losses, window),
                losses.holds(),
                losses.metrics(),
                query(side, losses, window)));
      } catch (BrokenSamples broken) {
        // counters that contradict themselves prove nothing
      }
    }
    return failures;
  }

  private static Bounds counted(SideRun side, Losses losses, Window window)
      throws SourceUnavailable, BrokenSamples {
    RawMetric raw =
        new RawMetric(
            MetricRule.Type.COUNTER, side.targets(), side.identity(), delays(side), side.expiry());
    PartedSamples samples = new PartedSamples(side, Splits.ofTargets(side));
    for (String series : losses.series()) {
      Named named = new Named(series, SeriesPart.of(List.of(series)));
      samples.read(
          series, side.targetMatchers(), found -> raw.add(named, RawMetric.Part.COUNTER, found));
    }
    raw.noteRestarts();
    Bounds sum = Bounds.ZERO;
    for (RawGroup group : raw.groups().values()) {
      sum =
          sum.plus(
              group
                  .gains(
                      Pieces.whole(window.start(), window.end()),
                      Layout.none(MetricRule.Type.COUNTER))
                  .count());
    }
    return sum;
  }

  /** A sender counts a failure as soon as it knows of it. */
  private static Delays delays(SideRun side) {
    StampErrors stamps = side.source().stamps().at(side.interval());
    return new Delays(
        (long) Math.ceil(stamps.plusMs()),
        (long) Math.ceil(stamps.minusMs()),
        0,
        side.clockError());
  }

  private static List<CauseQuery> query(SideRun side, Losses losses, Window window) {
    if (!(side.source() instanceof QuerySource)) {
      return List.of();
    }
    PushdownTimes times =
        PushdownTimes.of(window, delays(side), 0, side.targets().longestScrape(), side.interval());
    String promql =
        losses.series().stream()
            .map(series -> gained(series, side.targetMatchers(), times))
            .collect(Collectors.joining(" + "));
    return List.of(
        new CauseQuery(side.word(), promql, times.upperAt(window.end()) - side.offset()));
  }

  private static String gained(String series, LabelMatchers targets, PushdownTimes times) {
    String selector = PromqlName.selector(series, targets);
    long length = times.window().length();
    return "(sum(last_over_time("
        + selector
        + "["
        + (length + times.look())
        + "ms])) - (sum(last_over_time("
        + selector
        + "["
        + times.look()
        + "ms] offset "
        + (length + times.look())
        + "ms)) or vector(0)) or vector(0))";
  }
}
