package org.meshparity.comparator.run;

import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.Sums;

/** Takes what a server answers, element by element, once the whole answer is there. */
@FunctionalInterface
interface Answers {

  /** One element of the answer to one of the questions that were asked together. */
  void take(Question question, Labels labels, double value);

  /** All elements of the answer to one question. */
  default void takeAll(Question question, Sums sums) {
    for (int i = 0; i < sums.size(); i++) {
      take(question, sums.labels(i), sums.value(i));
    }
  }
}
