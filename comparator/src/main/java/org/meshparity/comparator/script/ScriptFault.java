package org.meshparity.comparator.script;

/**
 * One thing that is wrong with a script.
 *
 * @param file as it was named to the reader
 * @param line counted from 1; 0 if it concerns the file as a whole
 * @param message what is wrong with which word, and what is allowed
 */
public record ScriptFault(String file, int line, String message) {

  /** {@code file:line: message}, the form editors jump to. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
  }
}
