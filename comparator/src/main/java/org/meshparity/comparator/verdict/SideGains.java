package org.meshparity.comparator.verdict;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.TimeBlocks;

/**
 * What one side of a group came to.
 *
 * @param gains what it gained; null if its samples contradict themselves
 * @param seen whether any scrape showed it
 * @param broken what is wrong with its samples; null if nothing is
 * @param blocks what it counted in blocks of time; null where nobody needs it or the window is too
 *     short
 */
public record SideGains(
    @Nullable Gains gains, boolean seen, @Nullable String broken, @Nullable TimeBlocks blocks) {

  /** Read from samples. */
  public static SideGains of(Gains gains) {
    return new SideGains(gains, true, null, null);
  }

  /** Whether it was read from samples, and there is nothing to tell of it but what it gained. */
  public boolean onlyGains() {
    return gains != null && seen && broken == null && blocks == null;
  }

  /** The same with what it counted in blocks of time. */
  public SideGains in(@Nullable TimeBlocks timeBlocks) {
    return new SideGains(gains, seen, broken, timeBlocks);
  }

  /** Not shown by any scrape while the side's targets were scraped: nothing happened there. */
  public static SideGains absent(Gains none) {
    return new SideGains(none, false, null, null);
  }

  /** Not readable. */
  public static SideGains broken(String reason) {
    return new SideGains(null, true, reason, null);
  }
}
