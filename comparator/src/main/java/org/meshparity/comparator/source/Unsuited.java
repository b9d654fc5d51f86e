package org.meshparity.comparator.source;

import java.io.IOException;

/**
 * A server cannot say what was asked in such a way: in chunks, where its answers to queries can, or
 * with a parameter that it does not take. Nothing is wrong.
 */
final class Unsuited extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param why continues a sentence that begins with the server's name
   */
  Unsuited(String why) {
    super(why);
  }
}
