package org.meshparity.rules;

/**
 * One thing that is wrong with a pack.
 *
 * @param file as it was named to the reader
 * @param line counted from 1; 0 if the fault concerns the file as a whole
 * @param column counted from 1; 0 if the fault concerns the file as a whole
 * @param message what is wrong with which value, and what is allowed
 */
public record PackFault(String file, int line, int column, String message) {

  /** {@code file:line:column: message}, the form editors jump to. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
