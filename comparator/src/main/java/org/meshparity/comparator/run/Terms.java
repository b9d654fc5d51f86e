package org.meshparity.comparator.run;

import java.math.BigDecimal;
import java.util.List;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.rules.Pack;

/**
 * By what a run is judged, known before anything is read.
 *
 * @param name what the comparison is called in reports
 * @param tolerance relative, 0 to 1
 * @param mode what the two sides have in common
 * @param live whether another look later may see more
 * @param alpha how likely a run of two equal populations may claim a difference; unpaired only
 * @param assumptions conditions that a proof rests on and nothing that is read can show
 */
record Terms(
    String name,
    Pack pack,
    BigDecimal tolerance,
    GatePolicy gate,
    Mode mode,
    boolean live,
    double alpha,
    List<String> assumptions) {

  Terms {
    assumptions = List.copyOf(assumptions);
  }
}
