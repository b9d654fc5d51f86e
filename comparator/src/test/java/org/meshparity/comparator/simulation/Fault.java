package org.meshparity.comparator.simulation;

/** A true difference between the generations, made where reports are lost or doubled. */
public enum Fault {
  NONE(0),
  LOSES_1_PERCENT(0.01),
  LOSES_2_PERCENT(0.02),
  LOSES_5_PERCENT(0.05),
  LOSES_10_PERCENT(0.10),
  /** Every legacy report is sent twice. */
  LEGACY_TWICE(0),
  /** The candidate counts every request twice. */
  CANDIDATE_TWICE(0);

  private final double loss;

  Fault(double loss) {
    this.loss = loss;
  }

  /** How often the generation counts the next event: 0, 1 or 2 times. */
  int copies(Generation generation, Dice dice) {
    if (generation == Generation.LEGACY && loss > 0) {
      return dice.chance(loss) ? 0 : 1;
    }
    boolean twice = this == (generation == Generation.LEGACY ? LEGACY_TWICE : CANDIDATE_TWICE);
    return twice ? 2 : 1;
  }
}
