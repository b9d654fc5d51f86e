package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One life of a counter, from 0 to its end: what its samples say about it at any instant. The
 * formulas of SEMANTICS 2 hold inside one life; the gains of lives add.
 */
final class Life {

  private final Layout layout;
  private final double[] zero;
  private final List<long[]> lowerFrom = new ArrayList<>();
  private final List<double[]> values = new ArrayList<>();
  private final List<long[]> zeroUntil = new ArrayList<>();
  private final List<Stillness> stills = new ArrayList<>();
  private End end = End.RUNS_ON;
  private long unknownFrom = Long.MAX_VALUE;
  private long over = Long.MAX_VALUE;
  private int firstScrape = -1;
  private int lastScrape = -1;

  private enum End {
    RUNS_ON,
    NOTHING_LOST,
    TAIL_UNKNOWN
  }

  /**
   * A time in which the counter stood still so long that it may have expired and come back unseen.
   */
  private record Stillness(long from, long until, double times, double[] at) {}

  Life(Layout layout) {
    this.layout = layout;
    this.zero = new double[layout.size()];
  }

  Layout layout() {
    return layout;
  }

  /** Until this instant the count is known to be 0. */
  void zeroUntil(long instant) {
    zeroUntil.add(new long[] {instant});
  }

  /**
   * The sample of successful scrape i: a lower bound from one instant on, an upper bound until
   * another.
   */
  void sample(int scrape, long lower, long upper, double[] at) {
    firstScrape = firstScrape < 0 ? scrape : firstScrape;
    lastScrape = scrape;
    lowerFrom.add(new long[] {lower, upper});
    values.add(at);
  }

  int firstScrape() {
    return firstScrape;
  }

  int lastScrape() {
    return lastScrape;
  }

  /** Whether a scrape before the first sample shows that it began at 0. */
  boolean birthSeen() {
    return !zeroUntil.isEmpty();
  }

  private double[] last() {
    return values.get(values.size() - 1);
  }

  void stoodStill(long from, long until, double times, double[] at) {
    stills.add(new Stillness(from, until, times, at));
  }

  /** It ended by expiry: nothing happened after its last sample. */
  void expired(long overAt) {
    end = End.NOTHING_LOST;
    over = overAt;
  }

  /** It ended by a restart or a death: what happened after its last sample is unknown. */
  void lost(long unknown, long overAt) {
    end = End.TAIL_UNKNOWN;
    unknownFrom = unknown;
    over = overAt;
  }

  boolean hasUnknownTail() {
    return end == End.TAIL_UNKNOWN;
  }

  long unknownFrom() {
    return unknownFrom;
  }

  long over() {
    return over;
  }

  /**
   * What it gained over (a, b].
   *
   * @param stopped whether nothing happened after b, so that the first sample that shows all of it
   *     is exact
   */
  Gains gains(long a, long b, boolean stopped) throws BrokenSamples {
    if (a >= over) {
      return Gains.none(layout);
    }
    int lowerAtA = lastLowerBy(a);
    int upperAtB = firstUpperFrom(b);
    Ends ends = new Ends(layout);
    lower(ends, Ends.Corner.LOWER_START, lowerAtA);
    lower(ends, Ends.Corner.LOWER_END, lastLowerBy(b));
    upper(ends, Ends.Corner.UPPER_START, a);
    upper(ends, Ends.Corner.UPPER_END, b);
    if (stopped && !Double.isInfinite(ends.upperAtEnd(layout.count()))) {
      upper(ends, Ends.Corner.LOWER_END, b);
    }
    hide(ends, lowerAtA, upperAtB == values.size() ? Long.MAX_VALUE : lowerFrom.get(upperAtB)[1]);
    return Gains.between(ends);
  }

  /** Counts in what may have expired unseen since a sample and until an instant. */
  private void hide(Ends ends, int sample, long until) {
    long from = sample < 0 ? Long.MIN_VALUE : lowerFrom.get(sample)[0];
    for (Stillness still : stills) {
      if (still.until > from && still.from <= until) {
        ends.hide(still.at, still.times);
      }
    }
  }

  /** What the last sample before an instant showed; what it began with if none did. */
  double[] shownAt(long x) {
    int sample = lastLowerBy(x);
    if (sample >= 0) {
      return values.get(sample);
    }
    return values.isEmpty() || birthSeen() ? zero : values.get(0);
  }

  /**
   * The first sample that differs from what the count was at an instant, although nothing should
   * have happened since; null if there is none.
   *
   * @param until samples that show only what happened later are not looked at
   */
  @Nullable Movement movementAfter(long x, long until) {
    Ends ends = new Ends(layout);
    upper(ends, Ends.Corner.UPPER_START, x);
    double before = ends.upperAtStart(layout.count());
    for (int i = firstUpperFrom(x); i < values.size() && lowerFrom.get(i)[1] <= until; i++) {
      double now = values.get(i)[layout.count()];
      if (now != before && !Double.isInfinite(before)) {
        return new Movement(before, now, lowerFrom.get(i)[0]);
      }
    }
    return null;
  }

  /**
   * A count that moved.
   *
   * @param at from when on a sample shows it, in milliseconds
   */
  record Movement(double before, double after, long at) {}

  boolean overBy(long instant) {
    return instant >= over;
  }

  double lowerAt(long x, int number) {
    int sample = lastLowerBy(x);
    return sample < 0 ? 0 : values.get(sample)[position(number)];
  }

  /** What an expiry and return may have hidden since the piece began is part of it. */
  double upperAt(long x, int number, Pieces.Piece piece) {
    int first = firstUpperFrom(x);
    double hidden = 0;
    if (!stills.isEmpty()) {
      Ends ends = new Ends(layout);
      long until = first == values.size() ? Long.MAX_VALUE : lowerFrom.get(first)[1];
      hide(ends, lastLowerBy(piece.start()), until);
      hidden = ends.hidden(position(number));
    }
    if (zeroUntil.stream().anyMatch(until -> until[0] >= x)) {
      return hidden;
    }
    if (first < values.size()) {
      return values.get(first)[position(number)] + hidden;
    }
    return end == End.NOTHING_LOST ? last()[position(number)] + hidden : Double.POSITIVE_INFINITY;
  }

  private int position(int number) {
    return number == RawGroup.COUNT ? layout.count() : number;
  }

  void addInstants(Pieces.Piece piece, Collection<Long> into) {
    List<long[]> changes = new ArrayList<>(lowerFrom);
    changes.addAll(zeroUntil);
    for (long[] change : changes) {
      for (long at : change) {
        if (at > piece.start() && at < piece.end()) {
          into.add(at);
        }
      }
    }
  }

  /** How much the count is in doubt at an instant; infinite where no upper bound is known. */
  double doubtAt(long x) {
    if (x >= over) {
      return 0;
    }
    Ends ends = new Ends(layout);
    lower(ends, Ends.Corner.LOWER_START, lastLowerBy(x));
    upper(ends, Ends.Corner.UPPER_START, x);
    return ends.upperAtStart(layout.count()) - ends.lowerAtStart(layout.count());
  }

  private void lower(Ends ends, Ends.Corner corner, int sample) {
    ends.set(corner, sample < 0 ? zero : values.get(sample));
  }

  private void upper(Ends ends, Ends.Corner corner, long x) {
    for (long[] until : zeroUntil) {
      if (until[0] >= x) {
        ends.set(corner, zero);
        return;
      }
    }
    int sample = firstUpperFrom(x);
    if (sample < values.size()) {
      ends.set(corner, values.get(sample));
    } else if (end == End.NOTHING_LOST) {
      ends.set(corner, last());
    } else {
      ends.unknown(corner);
    }
  }

  private int lastLowerBy(long x) {
    int low = 0;
    int high = lowerFrom.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lowerFrom.get(middle)[0] <= x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private int firstUpperFrom(long x) {
    int low = 0;
    int high = lowerFrom.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lowerFrom.get(middle)[1] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
