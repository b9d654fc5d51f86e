package org.meshparity.comparator.source;

import java.io.IOException;

/**
 * What came back is not what a source of this kind answers. The message continues a sentence that
 * starts with the source's name, e.g. "answered with an empty body; is this the right port?".
 */
sealed class WrongAnswer extends IOException permits AskedTooMuch {

  private static final long serialVersionUID = 1L;

  private final String what;

  WrongAnswer(String what, String remedy) {
    super(what + "; " + remedy);
    this.what = what;
  }

  /** The same without the remedy. */
  final String what() {
    return what;
  }
}
