package org.meshparity.web.page;

import java.util.Optional;

/**
 * Tells what the two generators of telemetry cost, where somebody runs both and can measure them.
 *
 * <p>A Prometheus cannot tell it. A service that only has one says so with {@link #NONE}, and its
 * pages have no such panel.
 */
@FunctionalInterface
public interface CostSource {

  /** Nobody measures. */
  CostSource NONE = Optional::empty;

  /** What was measured lately; asked for with every page. Empty when nothing is measured. */
  Optional<Cost> latest();
}
