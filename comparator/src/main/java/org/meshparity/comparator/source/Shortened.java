package org.meshparity.comparator.source;

/**
 * Foreign text made fit for one line of a message: bounded, and without characters that control how
 * it is shown, so that a server or a file can neither forge lines of a log nor turn them around.
 */
final class Shortened {

  /** More than any secret has: words are shortened to this until secrets are taken out of them. */
  static final int UNREAD = 1 << 14;

  private Shortened() {}

  /** At most so many characters, with "…" where something was left out. */
  static String text(String text, int longest) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && line.length() < longest; i++) {
      char c = text.charAt(i);
      line.append(isShown(c) ? c : ' ');
    }
    return text.length() > longest ? line + "…" : line.toString();
  }

  private static boolean isShown(char c) {
    return !Character.isISOControl(c)
        && !Character.isWhitespace(c)
        && Character.getType(c) != Character.FORMAT;
  }
}
