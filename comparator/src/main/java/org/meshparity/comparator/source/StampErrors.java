package org.meshparity.comparator.source;

/**
 * How far a sample's timestamp t may lie from the moments at which the target was being read: it
 * was rendered in {@code [t - minusMs, t + plusMs + scrape duration]}.
 *
 * @param plusMs 0 or more (SEMANTICS: eps+)
 * @param minusMs 0 or more (SEMANTICS: eps-)
 */
public record StampErrors(double plusMs, double minusMs) {

  /** Prometheus moves a stamp back by at most 2 ms, to align it, and cuts it to the millisecond. */
  public static final StampErrors PROMETHEUS = new StampErrors(3, 0);
}
