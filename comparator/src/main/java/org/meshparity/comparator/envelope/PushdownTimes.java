package org.meshparity.comparator.envelope;

/**
 * The instants of a pushdown (SEMANTICS 2): in one life the last sample before an instant is a
 * lower bound there, the first one after it an upper bound, so the server can add up both, read at
 * instants shifted by the side's delays.
 *
 * @param window what is compared
 * @param delta how far before an instant its lower bounds are read
 * @param behind how far after an instant its upper bounds may begin (SEMANTICS: Lambda)
 * @param look how far a read looks back, at least two scrape intervals (SEMANTICS: h)
 */
public record PushdownTimes(Window window, long delta, long behind, long look) {

  /** For one metric of one side. */
  public static PushdownTimes of(
      Window window, Delays delays, long longestScrape, long scrapeInterval) {
    return new PushdownTimes(
        window, delays.before(longestScrape), delays.behind(), 2 * scrapeInterval + 1000);
  }

  /** When the lower bound of an instant is read. */
  public long lowerAt(long x) {
    return x - delta;
  }

  /** When the upper bound of an instant is read. */
  public long upperAt(long x) {
    return x + behind + look;
  }

  /** When guards are asked; nothing read lies later. */
  public long guardsAt() {
    return upperAt(window.end());
  }

  /**
   * How far back from {@link #guardsAt} everything lies that the four reads can touch (SEMANTICS:
   * R).
   */
  public long reach() {
    return guardsAt() - (lowerAt(window.start()) - look);
  }
}
