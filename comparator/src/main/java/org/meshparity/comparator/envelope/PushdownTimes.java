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
 * @param mostBehind the largest {@code behind} of any metric of the side: guards reach as far for
 *     all of them, since a restart that one metric shows cuts the others too
 */
public record PushdownTimes(Window window, long delta, long behind, long look, long mostBehind) {

  public PushdownTimes {
    if (mostBehind < behind) {
      throw new IllegalArgumentException(
          "most behind must be at least " + behind + ", was " + mostBehind);
    }
  }

  /** Of a side whose metrics all have the same lag. */
  public PushdownTimes(Window window, long delta, long behind, long look) {
    this(window, delta, behind, look, behind);
  }

  /** For one metric of one side. */
  public static PushdownTimes of(
      Window window, Delays delays, long mostLag, long longestScrape, long scrapeInterval) {
    long later = Math.max(0, mostLag - delays.lag());
    return new PushdownTimes(
        window,
        delays.before(longestScrape),
        delays.behind(),
        2 * scrapeInterval + 1000,
        delays.behind() + later);
  }

  /** When the lower bound of an instant is read. */
  public long lowerAt(long x) {
    return x - delta;
  }

  /** When the upper bound of an instant is read. */
  public long upperAt(long x) {
    return x + behind + look;
  }

  /**
   * The last multiple of the window's length before the guards are asked. A server evaluates
   * subqueries at multiples of their step, so one whose step is the window's length is evaluated
   * here and one step earlier: if what it reads is moved so that this is one end, then the other is
   * the other end.
   */
  public long tick() {
    return Math.floorDiv(guardsAt(), window.length()) * window.length();
  }

  /** How far back from {@link #guardsAt} both such instants lie, and no third. */
  public long ticksReach() {
    return guardsAt() - tick() + window.length() + 1;
  }

  /** When guards are asked; nothing read lies later. */
  public long guardsAt() {
    return window.end() + mostBehind + look;
  }

  /** From when on, exclusive, anything can be touched. */
  public long touchedAfter() {
    return lowerAt(window.start()) - look;
  }

  /**
   * How far back from {@link #guardsAt} everything lies that the four reads can touch (SEMANTICS:
   * R).
   */
  public long reach() {
    return guardsAt() - touchedAfter();
  }
}
