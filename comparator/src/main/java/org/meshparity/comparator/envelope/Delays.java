package org.meshparity.comparator.envelope;

/**
 * How far a sample's timestamp may lie from what it tells of. All in milliseconds, 0 or more,
 * rounded up.
 *
 * @param stampPlus a sample is rendered at most so much (and its scrape duration) after its stamp
 *     (SEMANTICS: eps+)
 * @param stampMinus a sample is rendered at most so much before its stamp (eps-)
 * @param lag every event is visible to a scrape at most so long after it happened (lambda)
 * @param clock how far this side's clock may be off the other's (sigma)
 */
public record Delays(long stampPlus, long stampMinus, long lag, long clock) {

  public Delays {
    if (stampPlus < 0 || stampMinus < 0 || lag < 0 || clock < 0) {
      throw new IllegalArgumentException(
          "delays must be 0 or more, were "
              + stampPlus
              + ", "
              + stampMinus
              + ", "
              + lag
              + ", "
              + clock);
    }
  }

  /**
   * From this instant on a sample is a lower bound of the count: everything it shows has happened.
   */
  public long lowerFrom(long timestamp, long scrapeDuration) {
    return timestamp + scrapeDuration + stampPlus + clock;
  }

  /** Up to this instant a sample is an upper bound of the count: everything until then is in it. */
  public long upperUntil(long timestamp) {
    return timestamp - stampMinus - lag - clock;
  }

  /**
   * How far before an instant the last sample must be taken to be a lower bound there (SEMANTICS:
   * delta).
   */
  public long before(long scrapeDuration) {
    return scrapeDuration + stampPlus + clock;
  }

  /**
   * How far after an instant the first sample must be taken to be an upper bound there (SEMANTICS:
   * Lambda).
   */
  public long behind() {
    return lag + stampMinus + clock;
  }
}
