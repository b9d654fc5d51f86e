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

  private final Child child;
  private final Timeline timeline;
  private final Delays delays;
  private final int zeroFirst;
  private final int begin;
  private int behind;
  private List<Stillness> stills = List.of();
  private End end = End.RUNS_ON;
  private long unknownFrom = Long.MAX_VALUE;
  private long over = Long.MAX_VALUE;

  private enum End {
    RUNS_ON,
    NOTHING_LOST,
    TAIL_UNKNOWN
  }

  /**
   * A time in which the counter stood still so long that it may have expired and come back unseen.
   */
  private record Stillness(long from, long until, double times, double[] at) {}

  /**
   * Begins at a scrape, which shows it unless there is none any more.
   *
   * @param zeroFirst the first scrape from which on every one before the beginning shows a count of
   *     0; the beginning itself if there is none
   */
  Life(Child child, Timeline timeline, Delays delays, int zeroFirst, int begin) {
    this.child = child;
    this.timeline = timeline;
    this.delays = delays;
    this.zeroFirst = zeroFirst;
    this.begin = begin;
    this.behind = begin;
  }

  Layout layout() {
    return child.layout();
  }

  /** The next successful scrape shows it. */
  void sample() {
    behind++;
  }

  /** All scrapes up to one show it. */
  void samplesUntil(int scrape) {
    behind = scrape;
  }

  /** Its first sample; its samples are those of successive scrapes. */
  int firstScrape() {
    return begin;
  }

  /** Behind its last sample. */
  int behind() {
    return behind;
  }

  /** Whether a scrape before the first sample shows that it began at 0. */
  boolean birthSeen() {
    return zeroFirst < begin;
  }

  /** From this instant on the sample of a scrape is a lower bound. */
  private long lowerFrom(int scrape) {
    return delays.lowerFrom(timeline.stamp(scrape), timeline.duration(scrape));
  }

  /** Until this instant the sample of a scrape is an upper bound. */
  private long upperUntil(int scrape) {
    return delays.upperUntil(timeline.stamp(scrape));
  }

  /** Whether the count is known to be 0 at an instant. */
  private boolean zeroAt(long x) {
    return birthSeen() && upperUntil(begin - 1) >= x;
  }

  void stoodStill(long from, long until, double times, double[] at) {
    if (stills.isEmpty()) {
      stills = new ArrayList<>();
    }
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
      return Gains.none(layout());
    }
    int lowerAtA = lastLowerBy(a);
    int upperAtB = firstUpperFrom(b);
    Ends ends = new Ends(layout());
    lower(ends, Ends.Corner.LOWER_START, lowerAtA);
    lower(ends, Ends.Corner.LOWER_END, lastLowerBy(b));
    upper(ends, Ends.Corner.UPPER_START, a);
    upper(ends, Ends.Corner.UPPER_END, b);
    if (stopped && !Double.isInfinite(ends.upperAtEnd(layout().count()))) {
      upper(ends, Ends.Corner.LOWER_END, b);
    }
    hide(ends, lowerAtA, upperAtB == behind ? Long.MAX_VALUE : upperUntil(upperAtB));
    return Gains.between(ends);
  }

  /** Counts in what may have expired unseen since a sample and until an instant. */
  private void hide(Ends ends, int sample, long until) {
    long from = sample < begin ? Long.MIN_VALUE : lowerFrom(sample);
    for (Stillness still : stills) {
      if (still.until > from && still.from <= until) {
        ends.hide(still.at, still.times);
      }
    }
  }

  /** What the last sample before an instant showed; what it began with if none did. */
  double[] shownAt(long x) {
    int sample = lastLowerBy(x);
    if (sample >= begin) {
      return child.at(sample);
    }
    return behind == begin || birthSeen() ? new double[layout().size()] : child.at(begin);
  }

  /**
   * The first sample that differs from what the count was at an instant, although nothing should
   * have happened since; null if there is none.
   *
   * @param until samples that show only what happened later are not looked at
   */
  @Nullable Movement movementAfter(long x, long until) {
    Ends ends = new Ends(layout());
    upper(ends, Ends.Corner.UPPER_START, x);
    double before = ends.upperAtStart(layout().count());
    for (int i = firstUpperFrom(x); i < behind && upperUntil(i) <= until; i++) {
      double now = child.at(i, layout().count());
      if (now != before && !Double.isInfinite(before)) {
        return new Movement(before, now, lowerFrom(i));
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
    return sample < begin ? 0 : child.at(sample, position(number));
  }

  /** What an expiry and return may have hidden since the piece began is part of it. */
  double upperAt(long x, int number, Pieces.Piece piece) {
    int first = firstUpperFrom(x);
    double hidden = 0;
    if (!stills.isEmpty()) {
      Ends ends = new Ends(layout());
      hide(ends, lastLowerBy(piece.start()), first == behind ? Long.MAX_VALUE : upperUntil(first));
      hidden = ends.hidden(position(number));
    }
    if (zeroAt(x)) {
      return hidden;
    }
    if (first < behind) {
      return child.at(first, position(number)) + hidden;
    }
    return end == End.NOTHING_LOST
        ? child.at(behind - 1, position(number)) + hidden
        : Double.POSITIVE_INFINITY;
  }

  private int position(int number) {
    return number == RawGroup.COUNT ? layout().count() : number;
  }

  void addInstants(Pieces.Piece piece, Collection<Long> into) {
    for (int scrape = zeroFirst; scrape < behind; scrape++) {
      add(upperUntil(scrape), piece, into);
      if (scrape >= begin) {
        add(lowerFrom(scrape), piece, into);
      }
    }
  }

  private static void add(long at, Pieces.Piece piece, Collection<Long> into) {
    if (at > piece.start() && at < piece.end()) {
      into.add(at);
    }
  }

  /** How much the count is in doubt at an instant; infinite where no upper bound is known. */
  double doubtAt(long x) {
    if (x >= over) {
      return 0;
    }
    int count = layout().count();
    int lower = lastLowerBy(x);
    return countAtMost(x, count) - (lower < begin ? 0 : child.at(lower, count));
  }

  /** Adds the same at each of some instants. */
  void addDoubts(Instants instants, double[] into) {
    Instants.Scrapes scrapes = instants.of(timeline, delays);
    int lastLower = Integer.MIN_VALUE;
    int lastUpper = Integer.MIN_VALUE;
    double doubt = 0;
    for (int i = 0; i < into.length; i++) {
      int lower = scrapes.lower(i);
      int upper = scrapes.upper(i);
      if (!scrapes.ordered()) {
        doubt = doubtAt(instants.at(i));
      } else if (lower != lastLower || upper != lastUpper) {
        doubt = doubt(Math.min(lower, behind - 1), upper);
        lastLower = lower;
        lastUpper = upper;
      }
      into[i] += instants.at(i) >= over ? 0 : doubt;
    }
  }

  private double doubt(int lower, int upper) {
    int count = layout().count();
    double atLeast = lower < begin ? 0 : child.at(lower, count);
    if (birthSeen() && upper < begin) {
      return -atLeast;
    }
    int sample = Math.max(begin, upper);
    if (sample < behind) {
      return child.at(sample, count) - atLeast;
    }
    return (end == End.NOTHING_LOST ? child.at(behind - 1, count) : Double.POSITIVE_INFINITY)
        - atLeast;
  }

  private double countAtMost(long x, int count) {
    if (zeroAt(x)) {
      return 0;
    }
    int sample = firstUpperFrom(x);
    if (sample < behind) {
      return child.at(sample, count);
    }
    return end == End.NOTHING_LOST ? child.at(behind - 1, count) : Double.POSITIVE_INFINITY;
  }

  private void lower(Ends ends, Ends.Corner corner, int sample) {
    if (sample < begin) {
      ends.zero(corner);
    } else {
      ends.set(corner, child, sample);
    }
  }

  private void upper(Ends ends, Ends.Corner corner, long x) {
    int sample = firstUpperFrom(x);
    if (zeroAt(x)) {
      ends.zero(corner);
    } else if (sample < behind) {
      ends.set(corner, child, sample);
    } else if (end == End.NOTHING_LOST) {
      ends.set(corner, child, behind - 1);
    } else {
      ends.unknown(corner);
    }
  }

  /** The last sample that is a lower bound at an instant; before the beginning if there is none. */
  private int lastLowerBy(long x) {
    int low = begin;
    int high = behind;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lowerFrom(middle) <= x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** The first sample that is an upper bound at an instant; behind the last if there is none. */
  private int firstUpperFrom(long x) {
    int low = begin;
    int high = behind;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upperUntil(middle) < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
