package org.meshparity.comparator.source;

import java.io.IOException;

/**
 * A server's chunks cannot say what was asked, which its answers to queries can. Nothing is wrong.
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
