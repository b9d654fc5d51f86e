package org.meshparity.comparator.run;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.BrokenSamples;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.run.Openings.Both;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.SideGains;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/**
 * The samples of single groups, where a server's sums were enough to judge them. The guards have
 * shown that no target of theirs restarted in the window, so that their neighbours need not be
 * read; and they must tell the same as the sums. Groups that were read in batches are read once
 * more: all restarts of their targets are known.
 */
final class SamplesAgain implements Openings.Samples {

  private final Readings readings;
  private final SideRun legacy;
  private final SideRun candidate;

  SamplesAgain(Readings readings, SideRun legacy, SideRun candidate) {
    this.readings = readings;
    this.legacy = legacy;
    this.candidate = candidate;
  }

  @Override
  public @Nullable Both of(MetricRule metric, Map<String, String> labels, GroupReading reading)
      throws SourceUnavailable {
    RawGroup one = side(legacy, metric, metric.legacy(), labels, reading, reading.legacy());
    RawGroup two =
        side(candidate, metric, metric.candidate(), labels, reading, reading.candidate());
    return one == null || two == null ? null : new Both(one, two);
  }

  private @Nullable RawGroup side(
      SideRun side,
      MetricRule metric,
      SeriesRules series,
      Map<String, String> labels,
      GroupReading reading,
      SideGains judged)
      throws SourceUnavailable {
    RawGroup unseen = Readings.unseen(side, series);
    if (!judged.seen()) {
      return unseen;
    }
    RawGroup group = readings.raw(side, metric, reading.key());
    if (group == null && !readings.readRaw(metric, reading.key())) {
      group = fetch(side, metric, series, labels, reading);
    }
    return group != null && tellsTheSame(group, metric, reading, judged) ? group : null;
  }

  private @Nullable RawGroup fetch(
      SideRun side,
      MetricRule metric,
      SeriesRules series,
      Map<String, String> labels,
      GroupReading reading)
      throws SourceUnavailable {
    RawReader reader = new RawReader(side);
    if (readings.readInBatch(metric, reading.key())) {
      reader.fetchSome(metric, series, Set.of(reading.key()));
    } else {
      reader.fetch(metric, series, labels);
    }
    return reader.groups().getOrDefault(metric.name(), Map.of()).get(reading.key());
  }

  /** A query that selects too little or too much must not date anything. */
  private static boolean tellsTheSame(
      RawGroup group, MetricRule metric, GroupReading reading, SideGains judged) {
    Gains gains = judged.gains();
    if (gains == null) {
      return false;
    }
    try {
      Bounds again = group.gains(reading.pieces(), GroupReading.none(metric)).count();
      Bounds before = gains.count();
      boolean within = again.lower() >= before.lower() && again.upper() <= before.upper();
      boolean around = again.lower() <= before.lower() && again.upper() >= before.upper();
      return within || around;
    } catch (BrokenSamples e) {
      return false;
    }
  }
}
