package org.meshparity.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

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
   * @param sources the labels on that side; the values of several are joined
   * @param joint what stands between the values of several
   * @param steps applied in order
   * @param fixed what certain series get instead, whatever they say; the first that holds
   */
  public record Reading(
      List<String> sources, String joint, List<LabelStep> steps, List<Fixed> fixed) {
    public Reading {
      sources = List.copyOf(sources);
      steps = List.copyOf(steps);
      fixed = List.copyOf(fixed);
    }

    /** Of one label. */
    public Reading(String from, List<LabelStep> steps) {
      this(List.of(from), "", steps, List.of());
    }

    /** The value as it is, under the identity's own name. */
    public static Reading unchanged(String label) {
      return new Reading(label, List.of());
    }

    /** The label on that side, or the first of several. */
    public String from() {
      return sources.get(0);
    }

    /** Every label of the side that the value depends on. */
    public Set<String> needs() {
      Set<String> needs = new LinkedHashSet<>(sources);
      fixed.forEach(one -> one.when().matchers().forEach(matcher -> needs.add(matcher.label())));
      return needs;
    }

    /** The value under the identity, with labels looked up by name, "" being an absent one. */
    public String read(UnaryOperator<String> labels) {
      for (Fixed one : fixed) {
        if (one.when().matches(labels)) {
          return one.to();
        }
      }
      return apply(sources.size() == 1 ? labels.apply(from()) : joined(labels));
    }

    /** Absent ones stay as nothing between their joints, unless all are absent. */
    private String joined(UnaryOperator<String> labels) {
      List<String> values = new ArrayList<>();
      sources.forEach(source -> values.add(labels.apply(source)));
      return values.stream().allMatch(String::isEmpty) ? "" : String.join(joint, values);
    }

    /** The steps alone. An absent label is the empty value. */
    public String apply(String value) {
      String result = value;
      for (LabelStep step : steps) {
        result = step.apply(result);
      }
      return result;
    }
  }

  /**
   * One value for certain series, e.g. "unknown" where one generation cannot know.
   *
   * @param when by the side's own labels, before any mapping
   * @param to the value under the identity
   */
  public record Fixed(LabelMatchers when, String to) {}
}
