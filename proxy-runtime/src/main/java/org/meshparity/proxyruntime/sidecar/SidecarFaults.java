package org.meshparity.proxyruntime.sidecar;

import java.util.Set;
import org.meshparity.proxyruntime.inproxy.DurationScale;

/** What is broken on purpose in one sidecar; asked anew for every request or call. */
public interface SidecarFaults {

  /** A sound sidecar. */
  SidecarFaults NONE = new SidecarFaults() {};

  /** The share of report calls that fail on the way to Mixer, 0 to 1. */
  default double reportLoss() {
    return 0;
  }

  /** Whether a second stats filter is installed beside the first. */
  default boolean hasSecondStatsFilter() {
    return false;
  }

  /** Whether the stats filter is not installed. */
  default boolean lacksStatsFilter() {
    return false;
  }

  /** What the stats filter writes into its histogram of milliseconds. */
  default DurationScale durationScale() {
    return DurationScale.MILLISECONDS;
  }

  /** Labels, such as {@code source_app}, that this sidecar's peers learn nothing of. */
  default Set<String> hiddenLabels() {
    return Set.of();
  }
}
