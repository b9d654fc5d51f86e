package org.meshparity.comparator.verdict;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;

/**
 * What one side of a group came to.
 *
 * @param gains what it gained; null if its samples contradict themselves
 * @param seen whether any scrape showed it
 * @param broken what is wrong with its samples; null if nothing is
 */
public record SideGains(@Nullable Gains gains, boolean seen, @Nullable String broken) {

  /** Read from samples. */
  public static SideGains of(Gains gains) {
    return new SideGains(gains, true, null);
  }

  /** Not shown by any scrape while the side's targets were scraped: nothing happened there. */
  public static SideGains absent(Gains none) {
    return new SideGains(none, false, null);
  }

  /** Not readable. */
  public static SideGains broken(String reason) {
    return new SideGains(null, true, reason);
  }
}
