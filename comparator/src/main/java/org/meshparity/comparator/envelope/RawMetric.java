package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.BucketBound;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.MetricRule;

/**
 * Gathers the raw series of one metric on one side into groups. Series are handed in as they
 * arrive; when all metrics of the side are in, restarts are noted from all of them, and only then
 * are lives cut.
 */
public final class RawMetric {

  /** Which number of a child a series holds. */
  public enum Part {
    COUNTER,
    BUCKET,
    COUNT,
    SUM,
    NATIVE
  }

  private record ChildKey(Target target, Named named, Labels labels) {}

  private static final String NOT_SCRAPED_THEN =
      "it has samples at times at which its target was not scraped with success";

  private record Piece(Part part, double bound, RawSeries series) {}

  private final MetricRule.Type type;
  private final Targets targets;
  private final Identity identity;
  private final Delays delays;
  private final OptionalLong expiry;
  private final Map<ChildKey, List<Piece>> pieces = new LinkedHashMap<>();
  private final Map<ChildKey, RawHistograms> natives = new LinkedHashMap<>();
  private final Map<ChildKey, Child> children = new LinkedHashMap<>();
  private final Map<ChildKey, String> broken = new HashMap<>();

  /** For one metric of one side. */
  public RawMetric(
      MetricRule.Type type,
      Targets targets,
      Identity identity,
      Delays delays,
      OptionalLong expiry) {
    this.type = type;
    this.targets = targets;
    this.identity = identity;
    this.delays = delays;
    this.expiry = expiry;
  }

  /**
   * One series of the metric.
   *
   * @param named as what the pack knows it
   */
  public void add(Named named, Part part, RawSeries series) {
    Labels labels = series.labels().without(Labels.NAME);
    if (part == Part.BUCKET) {
      labels = labels.without("le");
    }
    double bound = part == Part.BUCKET ? BucketBound.parse(series.labels().get("le")) : Double.NaN;
    ChildKey key = new ChildKey(Target.of(series.labels()), named, labels);
    pieces.computeIfAbsent(key, k -> new ArrayList<>(1)).add(new Piece(part, bound, series));
  }

  /** One series of native histograms. */
  public void add(Named named, RawHistograms series) {
    Labels labels = series.labels().without(Labels.NAME);
    natives.put(new ChildKey(Target.of(series.labels()), named, labels), series);
  }

  /** Puts children together and notes on the targets' timelines where they show a restart. */
  public void noteRestarts() {
    pieces.forEach((key, list) -> noteRestarts(key, timeline -> child(key, list, timeline)));
    pieces.clear(); // every sample is in its child now
    Map<GroupKey, List<RawHistograms>> byGroup = new HashMap<>();
    natives.forEach(
        (key, series) -> byGroup.computeIfAbsent(group(key), k -> new ArrayList<>()).add(series));
    Map<GroupKey, NativeCuts> cuts = new HashMap<>();
    byGroup.forEach((group, series) -> cuts.put(group, NativeCuts.of(series)));
    natives.forEach(
        (key, series) ->
            noteRestarts(key, timeline -> child(key, series, cuts.get(group(key)), timeline)));
  }

  private void noteRestarts(ChildKey key, Function<Timeline, @Nullable Child> made) {
    Timeline timeline = targets.of(key.target());
    if (timeline == null) {
      broken.put(
          key,
          "its target "
              + key.target().instance()
              + " has no up series, so nothing tells when it was scraped");
      return;
    }
    Child child = made.apply(timeline);
    if (child != null) {
      children.put(key, child);
      new Lives(delays, expiry, timeline).noteRestarts(child);
    }
  }

  private @Nullable Child child(
      ChildKey key, RawHistograms series, @Nullable NativeCuts cuts, Timeline timeline) {
    try {
      Child child = Objects.requireNonNull(cuts).child(series, timeline);
      if (child == null) {
        broken.put(key, NOT_SCRAPED_THEN);
      }
      return child;
    } catch (BrokenSamples e) {
      broken.put(key, e.reason());
      return null;
    }
  }

  private @Nullable Child child(ChildKey key, List<Piece> list, Timeline timeline) {
    Layout layout = layout(list);
    if (layout == null) {
      broken.put(key, "its buckets carry a le that is no number, or twice the same, or lack +Inf");
      return null;
    }
    Child child = emptyChild(layout, list, timeline);
    for (Piece piece : list) {
      if (!fill(child, position(layout, piece), piece.series(), timeline)) {
        broken.put(key, NOT_SCRAPED_THEN);
        return null;
      }
    }
    return child;
  }

  private static Child emptyChild(Layout layout, List<Piece> list, Timeline timeline) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Piece piece : list) {
      first = Math.min(first, piece.series().timestamp(0));
      last = Math.max(last, piece.series().timestamp(piece.series().size() - 1));
    }
    int from = timeline.firstFrom(first);
    return new Child(layout, from, Math.max(from, timeline.firstFrom(last + 1)));
  }

  /** False if the target was not scraped at the time of a sample. */
  private static boolean fill(Child child, int position, RawSeries series, Timeline timeline) {
    int scrape = -1;
    for (int i = 0; i < series.size(); i++) {
      long stamp = series.timestamp(i);
      if (stamp > timeline.lastAttempt()) {
        break; // scraped since the targets were read
      }
      scrape = timeline.indexAfter(scrape, stamp);
      if (scrape < 0) {
        return false;
      }
      child.set(scrape, position, series.value(i));
    }
    return true;
  }

  private @Nullable Layout layout(List<Piece> list) {
    if (type == MetricRule.Type.COUNTER) {
      return list.size() == 1 ? Layout.COUNTER : null;
    }
    if (type == MetricRule.Type.SUMMARY) {
      return Layout.SUMMARY;
    }
    double[] bounds =
        list.stream()
            .filter(p -> p.part() == Part.BUCKET)
            .mapToDouble(Piece::bound)
            .sorted()
            .toArray();
    boolean distinct = Arrays.stream(bounds).distinct().count() == bounds.length;
    boolean whole = bounds.length > 0 && bounds[bounds.length - 1] == Double.POSITIVE_INFINITY;
    return distinct && whole ? Layout.histogram(bounds) : null;
  }

  private static int position(Layout layout, Piece piece) {
    return switch (piece.part()) {
      case COUNTER, COUNT -> layout.count();
      case BUCKET -> layout.indexOf(piece.bound());
      case SUM -> layout.sum();
      case NATIVE -> throw new IllegalStateException("a native histogram is more than a number");
    };
  }

  /** The groups, after restarts have been noted from every metric of the side. */
  public Map<GroupKey, RawGroup> groups() {
    Map<GroupKey, RawGroup> groups = new LinkedHashMap<>();
    children.forEach(
        (key, child) -> {
          Timeline timeline = targets.of(key.target());
          if (timeline != null) {
            group(groups, key).add(child, new Lives(delays, expiry, timeline));
          }
        });
    broken.forEach((key, reason) -> group(groups, key).broken(reason));
    return groups;
  }

  private RawGroup group(Map<GroupKey, RawGroup> groups, ChildKey key) {
    RawGroup found = groups.computeIfAbsent(group(key), k -> new RawGroup());
    found.shownAs(key.named());
    return found;
  }

  private GroupKey group(ChildKey key) {
    return identity.of(key.named().labels(key.labels()::get));
  }
}
