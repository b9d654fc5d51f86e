package org.meshparity.comparator.simulation;

import java.util.EnumSet;
import java.util.Set;

/** What goes wrong in a world beside the ordinary phases, lags and jitter. */
public enum Hazard {
  NONE,
  RESTART,
  RESTART_BEFORE_START,
  RESTART_AFTER_END,
  RESTART_TWICE,
  DEATH,
  DEATH_AFTER_END,
  BIRTH,
  REPLACED,
  REPLACED_AT_START,
  REPLACED_AT_END,
  FAILED_SCRAPES,
  OUTAGE,
  SLOW_SCRAPES,
  ALIGNED,
  LONGER_INTERVAL,
  RARE,
  EXPIRY,
  EXPIRY_RARE,
  HIDDEN_EXPIRY;

  private static final Set<Hazard> TRAFFIC = EnumSet.of(RARE, EXPIRY, EXPIRY_RARE, HIDDEN_EXPIRY);

  /** Whether it lies in the events and not in the scraping. */
  boolean shapesTraffic() {
    return TRAFFIC.contains(this);
  }
}
