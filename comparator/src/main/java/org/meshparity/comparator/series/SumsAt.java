package org.meshparity.comparator.series;

/** Sums at several times, answered together: those at each time are told apart. */
public final class SumsAt {

  private final long[] times;
  private final Sums[] sums;
  private boolean stray;

  /**
   * No elements yet.
   *
   * @param times in milliseconds
   */
  public SumsAt(LabelSets known, long... times) {
    this.times = times.clone();
    this.sums = new Sums[times.length];
    for (int i = 0; i < times.length; i++) {
      sums[i] = new Sums(known);
    }
  }

  /** The label sets that all of them mean. */
  public LabelSets known() {
    return sums[0].known();
  }

  /** How many times there are. */
  public int size() {
    return times.length;
  }

  /** Those at time i. */
  public Sums at(int i) {
    return sums[i];
  }

  /** Which time this is, or a negative number if nobody asked for it, which is kept in mind. */
  public int index(long time) {
    for (int i = 0; i < times.length; i++) {
      if (times[i] == time) {
        return i;
      }
    }
    stray = true;
    return -1;
  }

  /** Adds all samples of a series. */
  public void add(RawSeries series) {
    for (int i = 0; i < series.size(); i++) {
      int at = index(series.timestamp(i));
      if (at >= 0) {
        sums[at].add(series.labels(), series.value(i));
      }
    }
  }

  /** Whether there was a sample at another time. */
  public boolean stray() {
    return stray;
  }
}
