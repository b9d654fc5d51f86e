package org.meshparity.comparator.source;

/**
 * How far a sample's timestamp t may lie from the moments at which the target was being read: it
 * was rendered in {@code [t - minusMs, t + plusMs + scrape duration]}, and as much further to
 * either side as a share of the scrape interval says.
 *
 * @param plusMs 0 or more (SEMANTICS: eps+)
 * @param minusMs 0 or more (SEMANTICS: eps-)
 * @param ofInterval 0 to 1; what is added to both for each millisecond of the scrape interval
 */
public record StampErrors(double plusMs, double minusMs, double ofInterval) {

  /** Prometheus moves a stamp back by at most 2 ms, to align it, and cuts it to the millisecond. */
  public static final StampErrors PROMETHEUS = new StampErrors(3, 0);

  /**
   * vmagent, and VictoriaMetrics where it scrapes, align stamps by up to a tenth of the interval.
   */
  public static final StampErrors VMAGENT = new StampErrors(1, 1, 0.1);

  /** Errors that do not depend on the interval. */
  public StampErrors(double plusMs, double minusMs) {
    this(plusMs, minusMs, 0);
  }

  /**
   * Those of a program that scrapes, by its name.
   *
   * @param what says so, for the message
   * @throws IllegalArgumentException if it is neither prometheus nor vmagent
   */
  public static StampErrors of(String what, String scraper) {
    return switch (scraper) {
      case "prometheus" -> PROMETHEUS;
      case "vmagent" -> VMAGENT;
      default ->
          throw new IllegalArgumentException(
              what + " must be prometheus or vmagent, was \"" + scraper + '"');
    };
  }

  /** The errors where targets are scraped so often, in numbers alone. */
  public StampErrors at(long intervalMs) {
    double more = ofInterval * intervalMs;
    return new StampErrors(plusMs + more, minusMs + more, 0);
  }
}
