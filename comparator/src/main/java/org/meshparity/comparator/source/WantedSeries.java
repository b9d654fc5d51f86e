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
    if (!labels.get(Labels.NAME).equals(name) || !matchers.matches(labels::get)) {
      throw ElementReader.wrong(
          "the series " + Shortened.text(labels.toString(), 200) + ", which nobody asked for");
    }
  }
}
