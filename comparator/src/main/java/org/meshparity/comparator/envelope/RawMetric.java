package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.BucketBounds;
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

  private record NativeKey(Named named, Labels labels) {}

  private static final String NOT_SCRAPED_THEN =
      "it has samples at times at which its target was not scraped with success";

  private final MetricRule.Type type;
  private final Targets targets;
  private final Identity identity;
  private final Delays delays;
  private final OptionalLong expiry;
  private final ChildTable children = new ChildTable();
  private final BucketBounds bounds = new BucketBounds();
  private final BucketShapes shapes = new BucketShapes();
  private final List<ChildSeries> waiting = new ArrayList<>();
  private final Map<NativeKey, RawHistograms> natives = new LinkedHashMap<>();

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
    put(named, part, series.labels(), series.timestamps(), Column.asRead(series.values()));
  }

  private void put(Named named, Part part, Labels labels, long[] times, Column values) {
    boolean bucket = part == Part.BUCKET;
    double bound = bucket ? bounds.of(children.le(labels)) : Double.NaN;
    ChildSeries child = children.of(named, labels, bucket, identity::of);
    if (child.idle()) {
      waiting.add(child);
    }
    child.add(new ChildSeries.Piece(part, bound, times, values));
  }

  /** Series that arrive one after the other and count only if all of them do. */
  public Answer answer(Named named, Part part) {
    return new Answer(named, part);
  }

  /**
   * Series of one answer. What came before a fault is void, so none is taken before {@link #whole};
   * until then their numbers stand as small as they will, not as they arrived.
   */
  public final class Answer implements Consumer<RawSeries> {

    private final Named named;
    private final Part part;
    private final List<Labels> labels = new ArrayList<>();
    private final List<long[]> times = new ArrayList<>();
    private final List<Column> values = new ArrayList<>();

    private Answer(Named named, Part part) {
      this.named = named;
      this.part = part;
    }

    @Override
    public void accept(RawSeries series) {
      labels.add(series.labels());
      times.add(series.timestamps());
      values.add(Column.of(series.values()));
    }

    /** All have arrived. */
    public void whole() {
      for (int i = 0; i < labels.size(); i++) {
        put(named, part, labels.get(i), times.get(i), values.get(i));
      }
    }
  }

  /** One series of native histograms. */
  public void add(Named named, RawHistograms series) {
    natives.put(new NativeKey(named, series.labels().without(Labels.NAME)), series);
  }

  /** Puts children together and notes on the targets' timelines where they show a restart. */
  public void noteRestarts() {
    waiting.forEach(child -> noteRestarts(child, timeline -> child.join(type, timeline, shapes)));
    waiting.clear();
    Map<GroupKey, List<RawHistograms>> byGroup = new HashMap<>();
    natives.forEach(
        (key, series) ->
            byGroup
                .computeIfAbsent(identity.of(key.named(), key.labels()), k -> new ArrayList<>())
                .add(series));
    Map<GroupKey, NativeCuts> cuts = new HashMap<>();
    byGroup.forEach((group, series) -> cuts.put(group, NativeCuts.of(series)));
    natives.forEach(
        (key, series) -> {
          ChildSeries child = children.of(key.named(), key.labels(), false, identity::of);
          NativeCuts own = Objects.requireNonNull(cuts.get(child.group()));
          noteRestarts(child, timeline -> joined(child, series, own, timeline));
        });
  }

  private void noteRestarts(ChildSeries series, Function<Timeline, @Nullable Child> made) {
    Target target = Target.of(series.labels());
    Timeline timeline = targets.of(target);
    if (timeline == null) {
      series.broken(
          "its target "
              + target.instance()
              + " has no up series, so nothing tells when it was scraped");
      return;
    }
    Child child = made.apply(timeline);
    if (child != null) {
      new Lives(delays, expiry, timeline).noteRestarts(child);
    }
  }

  private static @Nullable Child joined(
      ChildSeries into, RawHistograms series, NativeCuts cuts, Timeline timeline) {
    try {
      Child child = cuts.child(series, timeline);
      if (child == null) {
        into.broken(NOT_SCRAPED_THEN);
        return null;
      }
      into.child(child, timeline);
      return child;
    } catch (BrokenSamples e) {
      into.broken(e.reason());
      return null;
    }
  }

  /** The groups, after restarts have been noted from every metric of the side. */
  public Map<GroupKey, RawGroup> groups() {
    Map<GroupKey, RawGroup> groups = new LinkedHashMap<>();
    for (ChildSeries series : children.all()) {
      Child child = series.child();
      Timeline timeline = series.timeline();
      if (child != null && timeline != null) {
        group(groups, series).add(child, new Lives(delays, expiry, timeline));
      }
      String broken = series.broken();
      if (broken != null) {
        group(groups, series).broken(broken);
      }
    }
    return groups;
  }

  private static RawGroup group(Map<GroupKey, RawGroup> groups, ChildSeries series) {
    RawGroup found = groups.computeIfAbsent(series.group(), k -> new RawGroup());
    found.shownAs(series.named());
    return found;
  }
}
