package org.meshparity.comparator.run;

import java.math.BigDecimal;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.source.ExpositionSource;
import org.meshparity.rules.Pack;

/**
 * A pack applied to pages, and by what it is judged.
 *
 * @param legacy the pages of the old generation
 * @param candidate the pages of the new generation
 * @param tolerance relative, 0 to 1 (SEMANTICS: theta)
 * @param gate what makes a run pass
 */
public record PageSettings(
    Pack pack,
    ExpositionSource legacy,
    ExpositionSource candidate,
    BigDecimal tolerance,
    GatePolicy gate) {

  public PageSettings {
    if (tolerance.signum() < 0 || tolerance.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("tolerance must be 0 to 1 (0% to 100%), was " + tolerance);
    }
  }
}
