package org.meshparity.comparator.source;

/**
 * Foreign text made fit for one line of a message: bounded, and without control characters, so that
 * a server or a file cannot forge lines of a log.
 */
final class Shortened {

  private Shortened() {}

  /** At most so many characters, with "…" where something was left out. */
  static String text(String text, int longest) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && line.length() < longest; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c);
    }
    return text.length() > longest ? line + "…" : line.toString();
  }
}
