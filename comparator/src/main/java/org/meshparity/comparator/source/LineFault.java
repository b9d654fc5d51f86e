package org.meshparity.comparator.source;

/** What is wrong with a line, said without its place, which its reader knows. */
final class LineFault extends Exception {

  private static final long serialVersionUID = 1L;

  LineFault(String what) {
    super(what, null, false, false); // no stack trace: the page is wrong, not the program
  }

  /** What is wrong. */
  String what() {
    return String.valueOf(getMessage());
  }
}
