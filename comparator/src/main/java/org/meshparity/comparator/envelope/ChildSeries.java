package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;
import org.meshparity.rules.MetricRule;

/**
 * One label set of a metric on one target: its series as they arrive, and the child that they make
 * together. A counter is one series, whose numbers the child takes over; a histogram has one for
 * each of its numbers.
 */
final class ChildSeries {

  private static final String NOT_SCRAPED_THEN =
      "it has samples at times at which its target was not scraped with success";
  private static final String OTHER_BUCKETS =
      "its buckets carry a le that is no number, or twice the same, or lack +Inf";

  /**
   * One series.
   *
   * @param bound of a bucket
   */
  record Piece(RawMetric.Part part, double bound, long[] times, Column values) {}

  private final Named named;
  private final Labels labels;
  private final GroupKey group;
  private @Nullable Piece only;
  private List<Piece> pieces = List.of();
  private @Nullable Child child;
  private @Nullable Timeline timeline;
  private @Nullable String broken;

  /**
   * Without any series.
   *
   * @param labels without {@code le} if it has buckets
   */
  ChildSeries(Named named, Labels labels, GroupKey group) {
    this.named = named;
    this.labels = labels;
    this.group = group;
  }

  Named named() {
    return named;
  }

  Labels labels() {
    return labels;
  }

  GroupKey group() {
    return group;
  }

  /** Whether no series waits to be put together. */
  boolean idle() {
    return only == null;
  }

  void add(Piece piece) {
    if (only == null) {
      only = piece;
      return;
    }
    if (pieces.isEmpty()) {
      pieces = new ArrayList<>();
      pieces.add(only);
    }
    pieces.add(piece);
  }

  /** The child, as far as it could be put together. */
  @Nullable Child child() {
    return child;
  }

  void child(Child made, Timeline seenAt) {
    child = made;
    timeline = seenAt;
  }

  /** When its target was scraped; null as long as there is no child. */
  @Nullable Timeline timeline() {
    return timeline;
  }

  /** Why its samples cannot be read; null if they can. */
  @Nullable String broken() {
    return broken;
  }

  /** What has arrived is not looked at any more. */
  void broken(String reason) {
    broken = reason;
    only = null;
    pieces = List.of();
  }

  /**
   * Puts together what has arrived since it was last done; null if that cannot be.
   *
   * @param shapes which buckets children have
   */
  @Nullable Child join(MetricRule.Type type, Timeline seenAt, BucketShapes shapes) {
    List<Piece> list = pieces.isEmpty() && only != null ? List.of(only) : pieces;
    only = null; // every sample is in the child now
    pieces = List.of();
    Layout layout = layout(type, list, shapes);
    if (layout == null) {
      broken(OTHER_BUCKETS);
      return null;
    }
    Child made = joined(layout, list, seenAt);
    if (made == null) {
      broken(NOT_SCRAPED_THEN);
      return null;
    }
    child(made, seenAt);
    return made;
  }

  private static @Nullable Child joined(Layout layout, List<Piece> list, Timeline timeline) {
    Child whole = together(layout, list, timeline);
    if (whole != null) {
      return whole;
    }
    Child child = emptyChild(layout, list, timeline);
    for (Piece piece : list) {
      if (!fill(child, position(layout, piece), piece, timeline)) {
        return null;
      }
    }
    return child;
  }

  /** Nearly every child: the same successive scrapes show all its numbers; else null. */
  private static @Nullable Child together(Layout layout, List<Piece> list, Timeline timeline) {
    long[] times = list.get(0).times();
    int from = timeline.runOf(times);
    int known = from < 0 ? 0 : timeline.known(times);
    Column[] columns = new Column[layout.size()];
    for (Piece piece : list) {
      long[] others = piece.times();
      if (from < 0 || timeline.runOf(others) != from || timeline.known(others) != known) {
        return null;
      }
      columns[position(layout, piece)] = piece.values();
    }
    for (Column column : columns) {
      if (column == null) {
        return null;
      }
    }
    return new Child(layout, from, from + known, columns);
  }

  private static Child emptyChild(Layout layout, List<Piece> list, Timeline timeline) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Piece piece : list) {
      first = Math.min(first, piece.times()[0]);
      last = Math.max(last, piece.times()[piece.times().length - 1]);
    }
    int from = timeline.firstFrom(first);
    return new Child(layout, from, Math.max(from, timeline.firstFrom(last + 1)));
  }

  /** False if the target was not scraped at the time of a sample. */
  private static boolean fill(Child child, int position, Piece piece, Timeline timeline) {
    int scrape = -1;
    for (int i = 0; i < piece.times().length; i++) {
      long stamp = piece.times()[i];
      if (stamp > timeline.lastAttempt()) {
        break; // scraped since the targets were read
      }
      scrape = timeline.indexAfter(scrape, stamp);
      if (scrape < 0) {
        return false;
      }
      child.set(scrape, position, piece.values().at(i));
    }
    return true;
  }

  private static @Nullable Layout layout(
      MetricRule.Type type, List<Piece> list, BucketShapes shapes) {
    if (type == MetricRule.Type.COUNTER) {
      return list.size() == 1 ? Layout.COUNTER : null;
    }
    if (type == MetricRule.Type.SUMMARY) {
      return Layout.SUMMARY;
    }
    double[] bounds = new double[list.size()];
    int buckets = 0;
    for (Piece piece : list) {
      if (piece.part() == RawMetric.Part.BUCKET) {
        bounds[buckets++] = piece.bound();
      }
    }
    bounds = Arrays.copyOf(bounds, buckets);
    Arrays.sort(bounds);
    return distinct(bounds) && buckets > 0 && bounds[buckets - 1] == Double.POSITIVE_INFINITY
        ? shapes.layout(bounds)
        : null;
  }

  private static boolean distinct(double[] sorted) {
    for (int i = 1; i < sorted.length; i++) {
      if (Double.compare(sorted[i - 1], sorted[i]) == 0) {
        return false;
      }
    }
    return true;
  }

  private static int position(Layout layout, Piece piece) {
    return switch (piece.part()) {
      case COUNTER, COUNT -> layout.count();
      case BUCKET -> layout.indexOf(piece.bound());
      case SUM -> layout.sum();
      case NATIVE -> throw new IllegalStateException("a native histogram is more than a number");
    };
  }
}
