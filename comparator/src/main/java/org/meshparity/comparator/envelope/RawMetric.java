package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.BucketBound;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;

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
    SUM
  }

  private record ChildKey(Target target, Map<String, String> labels) {}

  private record Piece(Part part, double bound, RawSeries series) {}

  private final Targets targets;
  private final Identity identity;
  private final Delays delays;
  private final OptionalLong expiry;
  private final Map<ChildKey, List<Piece>> pieces = new LinkedHashMap<>();
  private final Map<ChildKey, Child> children = new LinkedHashMap<>();
  private final Map<ChildKey, String> broken = new HashMap<>();

  /** For one metric of one side. */
  public RawMetric(Targets targets, Identity identity, Delays delays, OptionalLong expiry) {
    this.targets = targets;
    this.identity = identity;
    this.delays = delays;
    this.expiry = expiry;
  }

  /**
   * One series of the metric.
   *
   * @param name under which the pack knows the metric; a group that shows under two names cannot be
   *     told apart from a copy
   */
  public void add(String name, Part part, RawSeries series) {
    Map<String, String> labels = series.labels().toMap();
    labels.put(Labels.NAME, name);
    if (part == Part.BUCKET) {
      labels.remove("le");
    }
    double bound = part == Part.BUCKET ? BucketBound.parse(series.labels().get("le")) : Double.NaN;
    ChildKey key = new ChildKey(Target.of(series.labels()), labels);
    pieces.computeIfAbsent(key, k -> new ArrayList<>()).add(new Piece(part, bound, series));
  }

  /** Puts children together and notes on the targets' timelines where they show a restart. */
  public void noteRestarts() {
    pieces.forEach(
        (key, list) -> {
          Timeline timeline = targets.of(key.target());
          if (timeline == null) {
            broken.put(
                key,
                "its target "
                    + key.target().instance()
                    + " has no up series, so nothing tells when it was scraped");
            return;
          }
          Child child = child(key, list, timeline);
          if (child != null) {
            children.put(key, child);
            new Lives(delays, expiry, timeline).noteRestarts(child);
          }
        });
  }

  private @Nullable Child child(ChildKey key, List<Piece> list, Timeline timeline) {
    Layout layout = layout(list);
    if (layout == null) {
      broken.put(key, "its buckets carry a le that is no number, or twice the same, or lack +Inf");
      return null;
    }
    Child child = new Child(layout, timeline.size());
    for (Piece piece : list) {
      int position = position(layout, piece);
      for (int i = 0; i < piece.series().size(); i++) {
        long stamp = piece.series().timestamp(i);
        if (stamp > timeline.lastAttempt()) {
          break; // scraped since the targets were read
        }
        int scrape = timeline.indexOf(stamp);
        if (scrape < 0) {
          broken.put(
              key, "it has samples at times at which its target was not scraped with success");
          return null;
        }
        child.set(scrape, position, piece.series().value(i));
      }
    }
    return child;
  }

  private static @Nullable Layout layout(List<Piece> list) {
    if (list.get(0).part() == Part.COUNTER) {
      return list.size() == 1 ? Layout.COUNTER : null;
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
    GroupKey group = identity.of(label -> key.labels().getOrDefault(label, ""));
    RawGroup found = groups.computeIfAbsent(group, k -> new RawGroup());
    found.shownAs(key.labels().getOrDefault(Labels.NAME, ""));
    return found;
  }
}
