package org.meshparity.comparator.source;

import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * What came back is not what a source of this kind answers. The message continues a sentence that
 * starts with the source's name, e.g. "answered with an empty body; is this the right port?".
 */
sealed class WrongAnswer extends IOException permits AskedTooMuch {

  private static final long serialVersionUID = 1L;

  private final String what;
  private final String remedy;

  WrongAnswer(String what, String remedy) {
    super(what + "; " + remedy);
    this.what = what;
    this.remedy = remedy;
  }

  /** The same fault in words that somebody else goes over first. */
  WrongAnswer in(UnaryOperator<String> words) {
    String other = words.apply(what);
    return other.equals(what) ? this : new WrongAnswer(other, remedy);
  }

  /** What there is to do about it. */
  final String remedy() {
    return remedy;
  }

  /** The same without the remedy. */
  final String what() {
    return what;
  }
}
