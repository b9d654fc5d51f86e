package org.meshparity.rules;

import java.util.List;

/**
 * How one identity label is read on either side, so that equal things get equal values.
 *
 * @param label the identity's name for it
 * @param legacy what is done to the legacy value, in order
 * @param candidate what is done to the candidate value, in order
 */
public record LabelRule(String label, Reading legacy, Reading candidate) {

  /**
   * How a side's value is read.
   *
   * @param from the label's name on that side
   * @param steps applied in order
   */
  public record Reading(String from, List<LabelStep> steps) {
    public Reading {
      steps = List.copyOf(steps);
    }

    /** The value as it is, under the identity's own name. */
    public static Reading unchanged(String label) {
      return new Reading(label, List.of());
    }

    /** The value under the identity. An absent label is the empty value. */
    public String apply(String value) {
      String result = value;
      for (LabelStep step : steps) {
        result = step.apply(result);
      }
      return result;
    }
  }
}
