package org.meshparity.comparator.source;

import java.io.IOException;

/**
 * What came back is not what a source of this kind answers. The message continues a sentence that
 * starts with the source's name, e.g. "answered with an empty body; is this the right port?".
 */
final class WrongAnswer extends IOException {

  private static final long serialVersionUID = 1L;

  WrongAnswer(String what, String remedy) {
    super(what + "; " + remedy);
  }
}
