package org.meshparity.tests.bench.accuracy;

/**
 * A check held against the truth.
 *
 * @param differs whether the sides truly differ by more than the tolerance in what is claimed
 * @param mistake what contradicts the truth
 * @param why in numbers; empty if nothing does
 */
record Judgement(boolean differs, Mistake mistake, String why) {

  /** How a check may contradict the truth. */
  enum Mistake {
    NONE,
    /** A difference was proved, and there is none: a false alarm. */
    FALSE_DIFFERENT,
    /** Equality was proved, and there is none: a false all-clear. */
    FALSE_EQUAL,
    /** The verdict may be right, but the truth lies outside the numbers given for it. */
    WRONG_NUMBERS
  }

  static Judgement right(boolean differs) {
    return new Judgement(differs, Mistake.NONE, "");
  }
}
