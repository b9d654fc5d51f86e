package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
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

  private record Piece(RawMetric.Part part, double bound, RawSeries series) {}

  private final Named named;
  private final Labels labels;
  private final int hash;
  private final GroupKey group;
  private @Nullable Piece only;
  private List<Piece> pieces = List.of();
  private @Nullable Child child;
  private @Nullable String broken;

  /**
   * Without any series.
   *
   * @param labels without {@code le} if it has buckets
   * @param hash of the labels without their metric's name
   */
  ChildSeries(Named named, Labels labels, int hash, GroupKey group) {
    this.named = named;
    this.labels = labels;
    this.hash = hash;
    this.group = group;
  }

  int hash() {
    return hash;
  }

  boolean is(Named other, Labels others) {
    return labels.equalsWithout(Labels.NAME, others) && named.equals(other);
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

  void add(RawMetric.Part part, double bound, RawSeries series) {
    Piece piece = new Piece(part, bound, series);
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

  void child(Child made) {
    child = made;
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

  /** Puts together what has arrived since it was last done; null if that cannot be. */
  @Nullable Child join(MetricRule.Type type, Timeline timeline) {
    List<Piece> list = pieces.isEmpty() && only != null ? List.of(only) : pieces;
    only = null; // every sample is in the child now
    pieces = List.of();
    Layout layout = layout(type, list);
    if (layout == null) {
      broken(OTHER_BUCKETS);
      return null;
    }
    Child made = joined(layout, list, timeline);
    if (made == null) {
      broken(NOT_SCRAPED_THEN);
      return null;
    }
    child = made;
    return made;
  }

  private static @Nullable Child joined(Layout layout, List<Piece> list, Timeline timeline) {
    RawSeries first = list.get(0).series();
    int from = timeline.runOf(first.timestamps());
    if (from >= 0 && layout.size() == 1) {
      int behind = from + timeline.known(first.timestamps());
      return new Child(layout, from, behind, first.values());
    }
    Child child = emptyChild(layout, list, timeline);
    for (Piece piece : list) {
      if (!fill(child, position(layout, piece), piece.series(), timeline)) {
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

  private static @Nullable Layout layout(MetricRule.Type type, List<Piece> list) {
    if (type == MetricRule.Type.COUNTER) {
      return list.size() == 1 ? Layout.COUNTER : null;
    }
    if (type == MetricRule.Type.SUMMARY) {
      return Layout.SUMMARY;
    }
    double[] bounds =
        list.stream()
            .filter(p -> p.part() == RawMetric.Part.BUCKET)
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
}
