package org.meshparity.comparator.run;

import org.meshparity.comparator.series.Labels;

/** Takes what a server answers, element by element, once the whole answer is there. */
@FunctionalInterface
interface Answers {

  /** One element of the answer to one of the questions that were asked together. */
  void take(Question question, Labels labels, double value);
}
