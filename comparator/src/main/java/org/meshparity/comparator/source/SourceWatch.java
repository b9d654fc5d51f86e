package org.meshparity.comparator.source;

import java.util.List;

/**
 * Stands between a source and whoever asks it, whatever the question: it may put it, refuse it,
 * count it, or add to the warnings.
 */
@FunctionalInterface
public interface SourceWatch {

  /**
   * Lets one question pass, or not.
   *
   * @return warnings that make the answer partial; empty if it is whole
   * @throws SourceUnavailable what the question throws, or a reason not to put it
   */
  List<String> pass(Question question) throws SourceUnavailable;

  /** One question, ready to be put. */
  @FunctionalInterface
  interface Question {
    /** Puts it; gives the answer's warnings. */
    List<String> put() throws SourceUnavailable;
  }
}
