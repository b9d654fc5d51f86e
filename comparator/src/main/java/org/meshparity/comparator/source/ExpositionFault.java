package org.meshparity.comparator.source;

import java.io.IOException;

/**
 * A page of metrics that cannot be taken at its word. The message is whole: place, what is wrong,
 * what to do.
 */
final class ExpositionFault extends IOException {

  private static final long serialVersionUID = 1L;

  private final long line;

  /**
   * @param file the file, or the URL without its secrets
   * @param line from 1
   */
  ExpositionFault(String file, long line, String what, String remedy) {
    super(file + ":" + line + ": " + what + "; " + remedy);
    this.line = line;
  }

  /** The line it was found in, from 1. */
  long line() {
    return line;
  }
}
