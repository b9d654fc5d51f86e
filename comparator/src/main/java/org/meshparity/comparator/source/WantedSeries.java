package org.meshparity.comparator.source;

import org.meshparity.comparator.series.Labels;
import org.meshparity.rules.LabelMatchers;

/** Lets through what was asked for; anything else shows that the answer cannot be trusted. */
record WantedSeries(String name, LabelMatchers matchers, ElementReader.Sink into)
    implements ElementReader.Sink {

  @Override
  public void accept(Labels labels, long[] timestamps, double[] values) throws WrongAnswer {
    check(name, matchers, labels);
    into.accept(labels, timestamps, values);
  }

  static void check(String name, LabelMatchers matchers, Labels labels) throws WrongAnswer {
    if (labels.get(Labels.NAME).equals(name) && matchers.matches(labels::get)) {
      return;
    }
    String series = "the series " + Shortened.text(labels.toString(), 200);
    String lacking = lacking(matchers, labels);
    if (labels.get(Labels.NAME).equals(name) && !lacking.isEmpty()) {
      throw new WrongAnswer(
          "answered with " + series + ", which lacks the label " + lacking + " that was asked for",
          "if it merges replicas by that label, ask it with the parameter dedup=false");
    }
    throw ElementReader.wrong(series + ", which nobody asked for");
  }

  /** A label that had to be there and is not; empty if there is none. */
  private static String lacking(LabelMatchers matchers, Labels labels) {
    return matchers.matchers().stream()
        .filter(matcher -> !matcher.matches(labels.get(matcher.label())))
        .map(LabelMatchers.Matcher::label)
        .filter(label -> labels.get(label).isEmpty())
        .findFirst()
        .orElse("");
  }
}
